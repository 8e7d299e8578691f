// markup/read.h — reads the files of other OCR programs as chunks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "markup/chunk_builder.h"

namespace codau::markup {

/// The formats that codau reads, and the text that is taken from each.
enum class MarkupFormat : std::uint8_t {
  kAlto,      ///< ALTO 2 to 4: String/@CONTENT
  kHocr,      ///< hOCR 1.2 as XHTML: text in elements of classes ocr…
  kPage,      ///< PAGE 2010 to 2024: TextEquiv/Unicode of words, lines, regions
  kMarkdown,  ///< text without code, formulas, addresses and HTML tags
  kJson       ///< results of PaddleOCR, lists of MinerU: strings under keys for text
};

/// A file to read.
struct MarkupInput {
  std::string name;  ///< for messages
  /// Writes at most `size` bytes to `buffer` and returns their number; 0 at the end.
  std::function<std::size_t(char* buffer, std::size_t size)> read;
};

/// Reads an untrusted file and hands over its chunks one after another. XML and Markdown may have
/// any size; they take memory for about 64 thousand words. JSON may have at most 256 MiB. Throws
/// Error{kInput} with the name of the file and, if known, the byte of the fault:
/// 1. the file is not well-formed or of another format;
/// 2. elements or values nest deeper than 200;
/// 3. XML declares entities;
/// 4. a tag or comment of XML exceeds 32 MiB, or JSON its size.
/// Chunks handed over before an error are valid.
/// Law: the bytes of all chunks are the file, and each run says its text.
void read(MarkupFormat format, const MarkupInput& input, const TakeChunk& take);

}  // namespace codau::markup
