// markup/passage.h — text in a file of another program: hOCR, ALTO, PAGE, Markdown, JSON. A file is
// cut into passages; of each, what it says as plain text, and where in the file every word of it
// stands.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/range.h"

namespace codau::markup {

/// How letters are written at a place of a file.
enum class Notation : std::uint8_t {
  kPlain,      ///< as they are
  kXmlText,    ///< `&` and `<` are escaped
  kXmlDouble,  ///< in an attribute, between "
  kXmlSingle,  ///< in an attribute, between '
  kJson,       ///< in a JSON string
  kJsonAscii   ///< the same, and what is not ASCII is escaped
};

/// A stretch of text without white space, and the bytes that say it.
struct Piece {
  Bytes text;    ///< of Passage::text
  Bytes source;  ///< of Passage::bytes
  Notation notation = Notation::kPlain;
  std::string element;     ///< id of the element, or JSON pointer; empty where it has none
  double confidence = -1;  ///< [0, 1] as the other program has it; negative: it says nothing
  bool is_fixed = false;   ///< must stay as it is
  bool is_word = false;    ///< its element has room for one word
};

/// Text that says again, word for word, what pieces say: the line of words.
struct Copy {
  std::vector<Bytes> words;  ///< of Passage::bytes; one for each piece
  std::size_t first = 0;     ///< of the pieces
  Notation notation = Notation::kPlain;
  std::string element;
};

/// Pieces ascend and never overlap, in `text` and in `bytes`; between them `text` has white space,
/// or nothing where they are parts of one word. Passages tile the file.
struct Passage {
  std::uint64_t begin = 0;  ///< where in the file `bytes` begin
  std::string bytes;
  std::string text;  ///< UTF-8: words, lines, blank lines between blocks, form feeds between pages
  std::vector<Piece> pieces;
  std::vector<Copy> copies;
};

}  // namespace codau::markup
