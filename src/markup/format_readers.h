// markup/format_readers.h — one reader for each group of formats of other OCR programs. A reader
// reads a file to its end, and passes its text to `take` in chunks. Use read() (markup/read.h),
// which calls the reader of the given format and describes the arguments and errors.
#pragma once

#include <cstddef>

#include "markup/read.h"

namespace codau::markup {

/// Maximum nesting of XML elements, or of objects and lists in JSON. Deeper files are errors.
inline constexpr std::size_t kMaxNestingDepth = 200;

/// Reads ALTO, hOCR or PAGE. Precondition: `format` is kAlto, kHocr or kPage.
void read_xml(MarkupFormat format, const MarkupInput& input, const TakeChunk& take);
/// Reads Markdown.
void read_markdown(const MarkupInput& input, const TakeChunk& take);
/// Reads JSON of PaddleOCR or MinerU.
void read_json(const MarkupInput& input, const TakeChunk& take);

}  // namespace codau::markup
