// markup/format_readers.h — the readers of each format, called by markup/read.h.
#pragma once

#include "markup/read.h"

namespace codau::markup {

/// Reads kAlto, kHocr and kPage.
void read_xml(MarkupFormat format, const MarkupInput& input, const TakeChunk& take);
void read_markdown(const MarkupInput& input, const TakeChunk& take);
void read_json(const MarkupInput& input, const TakeChunk& take);

}  // namespace codau::markup
