// markup/chunk.h — chunks of a file of another OCR program: hOCR, ALTO, PAGE, Markdown or JSON. A
// chunk is a part of the file together with its plain text. The chunk knows which bytes of the file
// hold each word of the text, so that splice() (markup/splice.h) can change them.
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

/// A run: a word of the text, or a part of a word, and its bytes in the file. A word has several
/// runs if several elements of the file hold its letters. An element is an XML element or a string
/// in JSON; Markdown has no elements.
struct TextRun {
  ByteRange text;                        ///< range of MarkupChunk::text; never empty
  ByteRange source;                      ///< range of MarkupChunk::bytes: the run with its escapes
  Escaping escaping = Escaping::kPlain;  ///< of `source`
  /// Id of the XML element, or JSON pointer (RFC 6901) of the string. May be empty.
  std::string element;
  double confidence = -1;  ///< [0, 1] from the other program; negative: unknown
  bool is_frozen = false;  ///< must stay as it is, because a change of its bytes is not safe
  bool is_word = false;    ///< its element holds one word, so no change may split the run
};

/// A second copy of consecutive runs in the file. Example: PAGE may give the text of each word, and
/// then the text of the whole line. A change of a run must change both copies.
struct DuplicateText {
  /// Ranges of MarkupChunk::bytes. words[k] is the copy of run `first_run` + k.
  std::vector<ByteRange> words;
  std::size_t first_run = 0;             ///< index in MarkupChunk::runs
  Escaping escaping = Escaping::kPlain;  ///< of the copy
  std::string element;                   ///< id of the element with the copy; may be empty
};

/// A part of a file and its text. The `bytes` of all chunks of a file, joined in order, are the
/// file.
struct MarkupChunk {
  std::uint64_t begin = 0;  ///< offset of `bytes` in the file
  std::string bytes;        ///< part of the file, unchanged
  /// The text in `bytes`, as UTF-8. Between two words is a separator of WordSeparator
  /// (markup/chunk_builder.h). The parts of one word follow each other directly.
  std::string text;
  std::vector<TextRun> runs;  ///< ascend and never overlap, in `text` and in `bytes`
  std::vector<DuplicateText> duplicates;
};

}  // namespace codau::markup
