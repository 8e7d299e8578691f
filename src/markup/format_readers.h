// markup/format_readers.h — one reader for each group of formats. read() (markup/read.h) calls
// them; its contract holds for each.
#pragma once

#include "markup/read.h"

namespace codau::markup {

/// Reads kAlto, kHocr and kPage.
void read_xml(MarkupFormat format, const MarkupInput& input, const TakeChunk& take);
/// Reads kMarkdown.
void read_markdown(const MarkupInput& input, const TakeChunk& take);
/// Reads kJson.
void read_json(const MarkupInput& input, const TakeChunk& take);

}  // namespace codau::markup
