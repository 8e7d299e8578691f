// markup/passage.h — passages of the text in a file of another program: hOCR, ALTO, PAGE, Markdown,
// JSON. A passage has its plain text and the place in the file of each word.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/range.h"

namespace codau::markup {

/// The notation of letters at a place of a file.
enum class Notation : std::uint8_t {
  kPlain,      ///< no escapes
  kXmlText,    ///< `&` and `<` are escaped
  kXmlDouble,  ///< in an attribute, between "
  kXmlSingle,  ///< in an attribute, between '
  kJson,       ///< in a JSON string
  kJsonAscii   ///< in a JSON string with all non-ASCII letters escaped
};

/// A run of text without white space, and its bytes in the file.
struct Piece {
  Bytes text;    ///< range of Passage::text
  Bytes source;  ///< of Passage::bytes
  Notation notation = Notation::kPlain;
  std::string element;     ///< id of the element, or JSON pointer; may be empty
  double confidence = -1;  ///< [0, 1] from the other program; negative: unknown
  bool is_fixed = false;   ///< must not be changed
  bool is_word = false;    ///< its element has room for one word
};

/// Text that repeats pieces word for word: the text of a line whose words have elements, too.
struct Copy {
  std::vector<Bytes> words;  ///< ranges of Passage::bytes, one for each piece
  std::size_t first = 0;     ///< index of the first piece
  Notation notation = Notation::kPlain;
  std::string element;
};

/// Pieces ascend and never overlap, in `text` and in `bytes`. Between pieces `text` has white
/// space, or nothing if the pieces are parts of one word. Passages tile the file.
struct Passage {
  std::uint64_t begin = 0;  ///< position of `bytes` in the file
  std::string bytes;
  std::string text;  ///< UTF-8: words, lines, blank lines between blocks, form feeds between pages
  std::vector<Piece> pieces;
  std::vector<Copy> copies;
};

}  // namespace codau::markup
