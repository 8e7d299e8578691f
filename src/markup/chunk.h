// markup/chunk.h — chunks of the text in a file of another program: hOCR, ALTO, PAGE, Markdown,
// JSON. A chunk has plain text, and for each word the bytes of the file that hold the word.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/range.h"

namespace codau::markup {

/// How characters are escaped in a part of a file.
enum class Escaping : std::uint8_t {
  kPlain,      ///< no escapes
  kXmlText,    ///< `&` and `<` are escaped
  kXmlDouble,  ///< in an attribute, between "
  kXmlSingle,  ///< in an attribute, between '
  kJson,       ///< in a JSON string
  kJsonAscii   ///< in a JSON string with all non-ASCII letters escaped
};

/// A run of text without white space, and its bytes in the file.
struct TextRun {
  ByteRange text;    ///< range of MarkupChunk::text
  ByteRange source;  ///< of MarkupChunk::bytes
  Escaping escaping = Escaping::kPlain;
  std::string element;     ///< id of the element, or JSON pointer; may be empty
  double confidence = -1;  ///< [0, 1] from the other program; negative: unknown
  bool is_fixed = false;   ///< must not be changed
  bool is_word = false;    ///< its element holds one word, so no change may split the run
};

/// A second copy of consecutive runs in the file. Example: PAGE may give the text of each word, and
/// the text of the whole line again. A change of a run must change both copies.
struct DuplicateText {
  std::vector<ByteRange> words;  ///< ranges of MarkupChunk::bytes; words[k] copies run first + k
  std::size_t first = 0;         ///< index in MarkupChunk::runs
  Escaping escaping = Escaping::kPlain;
  std::string element;
};

/// Runs ascend and never overlap, in `text` and in `bytes`. Between runs `text` has white
/// space, or nothing if the runs are parts of one word. Chunks tile the file.
struct MarkupChunk {
  std::uint64_t begin = 0;  ///< position of `bytes` in the file
  std::string bytes;
  std::string text;  ///< UTF-8: words, lines, blank lines between blocks, form feeds between pages
  std::vector<TextRun> runs;
  std::vector<DuplicateText> duplicates;
};

}  // namespace codau::markup
