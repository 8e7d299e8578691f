// markup/chunk.h — a chunk: a part of a file that another OCR program wrote as hOCR, ALTO, PAGE,
// Markdown or JSON. A chunk (MarkupChunk) has the bytes of this part, and their plain text. Its
// runs (TextRun) tell which bytes hold each word, so that splice() (markup/splice.h) can change
// words.
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

/// A run: a word of the text, or a part of a word, and its bytes. A word has several runs if
/// several elements of the file hold its letters. An element is an XML element, or a string in
/// JSON; Markdown has no elements.
struct TextRun {
  ByteRange text;                        ///< range of MarkupChunk::text; never empty
  ByteRange source;                      ///< range of MarkupChunk::bytes; the run with its escapes
  Escaping escaping = Escaping::kPlain;  ///< the escapes in `source`
  /// Id of the XML element, or JSON pointer (RFC 6901) of the string. May be empty.
  std::string element;
  double confidence = -1;  ///< of the other program, [0, 1]; negative: unknown
  bool is_frozen = false;  ///< splice() must not change the run, because this is not safe
  bool is_word = false;    ///< its element holds one word: no change may make two words of it
};

/// A second copy of the text of consecutive runs in the same file. Example: PAGE may give the text
/// of each word, and then the text of the whole line. A change of a run must change both.
struct DuplicateText {
  /// Ranges of MarkupChunk::bytes. words[k] is the copy of run `first_run` + k.
  std::vector<ByteRange> words;
  std::size_t first_run = 0;             ///< index of the first of these runs in MarkupChunk::runs
  Escaping escaping = Escaping::kPlain;  ///< the escapes in the copy
  std::string element;                   ///< id of the element with the copy; may be empty
};

/// A part of a file and its text. The chunks of a file, in order, have all bytes of the file.
struct MarkupChunk {
  std::uint64_t begin = 0;  ///< offset of `bytes` in the file
  std::string bytes;        ///< part of the file, unchanged
  /// The text in `bytes`, as UTF-8. Two words are separated by a space, a tab, one or two line
  /// feeds, or a form feed (WordSeparator of markup/chunk_builder.h). The runs of one word follow
  /// each other directly.
  std::string text;
  std::vector<TextRun> runs;  ///< ascending and without overlaps, in `text` and in `bytes`
  std::vector<DuplicateText> duplicates;
};

}  // namespace codau::markup
