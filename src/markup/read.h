// markup/read.h — reads the files of other OCR programs as chunks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "markup/chunk_builder.h"

namespace codau::markup {

enum class MarkupFormat : std::uint8_t {
  kAlto,      ///< ALTO 2 to 4: String/@CONTENT
  kHocr,      ///< hOCR 1.2 as XHTML: text in elements of classes ocr…
  kPage,      ///< PAGE 2010 to 2024: TextEquiv/Unicode of words, lines, regions
  kMarkdown,  ///< text without code, formulas, addresses and HTML tags
  kJson       ///< PaddleOCR's results and MinerU's lists: strings whose keys say that they are text
};

/// `read` fills `buffer` of `size` bytes and returns the number of bytes; 0 at the end.
struct MarkupInput {
  std::string name;  ///< for messages
  std::function<std::size_t(char* buffer, std::size_t size)> read;
};

/// Reads an untrusted file and hands over its chunks one after another; the chunks tile any
/// file. XML and Markdown may have any size and take memory for about 64 thousand words; JSON may
/// have at most 256 MiB. Throws Error{kInput} with the name of the file and the byte of the fault.
/// Faults are another format, nesting deeper than 200, and declared entities; chunks handed over
/// before are valid. Law: the bytes of all chunks are the file, and each run says its text.
void read(MarkupFormat format, const MarkupInput& input, const TakeChunk& take);

}  // namespace codau::markup
