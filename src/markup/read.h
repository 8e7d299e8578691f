// markup/read.h — reads a file of another OCR program as chunks. A chunk (markup/chunk.h) has the
// bytes of a part of the file, and their text. A run is a word of this text, or a part of a word,
// with its bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "markup/chunk_builder.h"

namespace codau::markup {

/// The formats that codau reads, and the text that codau takes from each. Notation:
/// "String/@CONTENT" is the attribute CONTENT of the element String, and "TextEquiv/Unicode" the
/// element Unicode in the element TextEquiv.
enum class MarkupFormat : std::uint8_t {
  kAlto,      ///< ALTO 2 to 4: String/@CONTENT
  kHocr,      ///< hOCR 1.2 as XHTML: text in elements whose class begins with "ocr"
  kPage,      ///< PAGE 2010 to 2024: TextEquiv/Unicode of words, lines, regions
  kMarkdown,  ///< text without code, formulas, addresses of links and HTML tags
  kJson       ///< results of PaddleOCR and MinerU: strings under keys such as "text"
};

/// A file to read.
struct MarkupInput {
  std::string name;  ///< name of the file, for messages
  /// Writes the next bytes of the file, at most `size`, to `buffer`. Returns their number; 0 at the
  /// end. Exceptions that it throws pass through markup::read().
  std::function<std::size_t(char* buffer, std::size_t size)> read_bytes;
};

/// Reads an untrusted file to its end, and calls `take` with each chunk in order. A chunk is valid
/// only during the call. XML (kAlto, kHocr, kPage) and Markdown may have any size: only one chunk
/// is in memory, with at most about 65,536 words or 64 MiB. A JSON file is in memory as a whole.
/// Throws Error{kInput}, with the name of the file and, if known, the byte offset of the fault, in
/// these cases:
/// 1. The XML or JSON is not well-formed, or the root element of the XML is not that of `format`.
/// 2. XML elements, or JSON objects and lists, nest deeper than kMaxNestingDepth
///    (markup/format_readers.h).
/// 3. The XML declares entities, or another encoding than UTF-8 or US-ASCII.
/// 4. A tag or comment of XML exceeds 32 MiB, or a JSON file 256 MiB.
/// Markdown may have any bytes and never causes an error. After an error, the chunks that `take`
/// has received are still correct. Laws: the bytes of all chunks, joined, are the file; the text of
/// each run is unescape() of its bytes (markup/escaping.h).
void read(MarkupFormat format, const MarkupInput& input, const TakeChunk& take);

}  // namespace codau::markup
