// markup/read.h — reads the files of other OCR programs as chunks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "markup/chunk_builder.h"

namespace codau::markup {

/// The formats that codau reads, and the text that is taken from each. `String/@CONTENT`: attribute
/// CONTENT of the element String.
enum class MarkupFormat : std::uint8_t {
  kAlto,      ///< ALTO 2 to 4: String/@CONTENT
  kHocr,      ///< hOCR 1.2 as XHTML: text in elements whose class begins with "ocr"
  kPage,      ///< PAGE 2010 to 2024: TextEquiv/Unicode of words, lines, regions
  kMarkdown,  ///< text without code, formulas, addresses of links and HTML tags
  kJson       ///< results of PaddleOCR and MinerU: strings under keys such as "text"
};

/// A file to read.
struct MarkupInput {
  std::string name;  ///< for messages
  /// Writes at most `size` bytes to `buffer` and returns their number; 0 at the end. read() passes
  /// its exceptions on.
  std::function<std::size_t(char* buffer, std::size_t size)> read;
};

/// Reads an untrusted file and hands over its chunks one after another. XML (kAlto, kHocr, kPage)
/// and Markdown may have any size, because only one chunk is in memory: about 65,536 words. JSON is
/// read as a whole. Throws Error{kInput} with the name of the file and, if known, the byte of the
/// fault:
/// 1. XML or JSON is not well-formed, or XML is of another format. Markdown accepts any bytes.
/// 2. Elements or values nest deeper than kMaxNestingDepth (markup/format_readers.h).
/// 3. XML declares entities.
/// 4. A tag or comment of XML exceeds 32 MiB, or a JSON file 256 MiB.
/// Chunks handed over before an error are valid.
/// Laws: the bytes of all chunks, joined, are the file; the text of each run is unescape() of its
/// bytes (markup/escaping.h).
void read(MarkupFormat format, const MarkupInput& input, const TakeChunk& take);

}  // namespace codau::markup
