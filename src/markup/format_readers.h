// markup/format_readers.h — one reader for each group of formats. read() (markup/read.h) calls
// them; its contract holds for each.
#pragma once

#include <cstddef>

#include "markup/read.h"

namespace codau::markup {

/// Maximum number of elements or values nested in each other.
inline constexpr std::size_t kMaxNestingDepth = 200;

/// Reads kAlto, kHocr and kPage.
void read_xml(MarkupFormat format, const MarkupInput& input, const TakeChunk& take);
/// Reads kMarkdown.
void read_markdown(const MarkupInput& input, const TakeChunk& take);
/// Reads kJson.
void read_json(const MarkupInput& input, const TakeChunk& take);

}  // namespace codau::markup
