// markup/format_readers.h — one reader for each group of formats. read() (markup/read.h) calls the
// reader of its format. The arguments and errors of a reader are those of read().
#pragma once

#include <cstddef>

#include "markup/read.h"

namespace codau::markup {

/// Maximum nesting of XML elements, or of objects and lists in JSON.
inline constexpr std::size_t kMaxNestingDepth = 200;

/// Reads XML; `format` is kAlto, kHocr or kPage.
void read_xml(MarkupFormat format, const MarkupInput& input, const TakeChunk& take);
/// Reads kMarkdown.
void read_markdown(const MarkupInput& input, const TakeChunk& take);
/// Reads kJson.
void read_json(const MarkupInput& input, const TakeChunk& take);

}  // namespace codau::markup
