// markup/chunk.h — chunks of the text in a file of another OCR program: hOCR, ALTO, PAGE, Markdown,
// JSON. A chunk is a part of the file with its plain text. For each word the chunk knows the bytes
// of the file that hold the word, so that splice() (markup/splice.h) can change them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/range.h"

namespace codau::markup {

/// How characters are escaped in a part of a file.
enum class Escaping : std::uint8_t {
  kPlain,      ///< no escapes
  kXmlText,    ///< text of an XML element: `&` and `<` are escaped
  kXmlDouble,  ///< value of an XML attribute between "
  kXmlSingle,  ///< value of an XML attribute between '
  kJson,       ///< a JSON string
  kJsonAscii   ///< a JSON string with all non-ASCII letters escaped
};

/// A word, or a part of a word, and its bytes in the file.
struct TextRun {
  ByteRange text;                        ///< range of MarkupChunk::text; never empty
  ByteRange source;                      ///< range of MarkupChunk::bytes, escaped
  Escaping escaping = Escaping::kPlain;  ///< of `source`
  std::string element;                   ///< id of the element, or JSON pointer; may be empty
  double confidence = -1;                ///< [0, 1] from the other program; negative: unknown
  bool is_fixed = false;  ///< must not be changed: its bytes do not allow a safe change
  bool is_word = false;   ///< its element holds one word, so no change may split the run
};

/// A second copy of consecutive runs in the file. Example: PAGE may give the text of each word, and
/// the text of the whole line again. A change of a run must change both copies.
struct DuplicateText {
  std::vector<ByteRange> words;  ///< ranges of MarkupChunk::bytes; words[k] copies run first + k
  std::size_t first = 0;         ///< index in MarkupChunk::runs
  Escaping escaping = Escaping::kPlain;  ///< of the copy
  std::string element;                   ///< id of the element of the copy; may be empty
};

/// A part of the file. The bytes of all chunks of a file, joined in order, are the file.
struct MarkupChunk {
  std::uint64_t begin = 0;  ///< position of `bytes` in the file
  std::string bytes;        ///< the bytes of the file
  /// UTF-8. Words are separated as WordSeparator (markup/chunk_builder.h) says; nothing separates
  /// the parts of one word.
  std::string text;
  std::vector<TextRun> runs;  ///< ascend and never overlap, in `text` and in `bytes`
  std::vector<DuplicateText> duplicates;
};

}  // namespace codau::markup
