// core/values.h — the values that the stages of a run pass on, from a page to a document. Data
// only: no I/O, no locale, no third-party type. The parts of a document are flat vectors, and refer
// to each other by IndexRange: the member `words` is a range of the vector `words`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/ocr_page.h"
#include "core/range.h"

namespace codau {

// ---- a document as text: the same types before and after restoration ----

/// The place of a word on its page, and how reliably it was read.
struct ScannedWord {
  PageBox box;
  double confidence = 1;                       ///< [0, 1]
  double digit_error_probability = 0;          ///< P(a digit of the word was misread), [0, 1]
  std::optional<OcrGap> gap{};                 ///< set if a scanner streak hid a part of the word
  bool is_handwritten = false;                 ///< begins with handwritten digits
  bool has_unread_ink_after = false;           ///< ink in or right after the word was not read
  std::vector<OcrAlternative> alternatives{};  ///< of handwritten digits, likeliest first
};
/// One printed line. The lines of a page cover its text, except white space.
struct TextLine {
  ByteRange text;  ///< of TextDocument::text, without the line feed
  IndexRange words;
  Role role = Role::kBody;
  std::uint32_t page = 0;  ///< its number, from 1; 0 for plain text
  PageBox box;
};
/// A cell of a table: its first row and column, from 0, and its numbers of rows and columns.
struct TextCell {
  std::uint32_t row = 0, column = 0, row_span = 1, column_span = 1;
  ByteRange text;  ///< of TextDocument::text: several lines (scan) or a part of one (plain text)
  PageBox box;
};
/// A table on one page.
struct TextTable {
  std::uint32_t page = 0;  ///< its number, from 1; 0 for plain text
  std::uint32_t rows = 0, columns = 0;
  IndexRange cells;
  IndexRange lines;
  PageBox box;
};
/// A page of a document. Members without a comment have the meaning that they have in OcrPage.
struct TextPage {
  std::uint32_t number = 0;  ///< from 1; plain text is one page with number 0
  ByteRange text;            ///< of TextDocument::text, without the form feed after the page
  IndexRange lines;
  std::int32_t width = 0, height = 0, dpi = 0, rotation = 0;
  double mean_confidence = 1;
  TextOrigin origin = TextOrigin::kOcr;
  std::vector<std::string> warnings;
  std::string image_sha256;
  std::string furniture;  ///< lines outside `text`: stamps, scanner marks (Role::kFurniture)
};
/// A document as text.
struct TextDocument {
  /// Printed lines in reading order, each with a line feed; one form feed between two pages. UTF-8;
  /// in NFC after restoration. `codau run` writes it to the files ocr.txt (before restoration) and
  /// text.txt (after restoration).
  std::string text;
  std::vector<ByteRange> words;            ///< ascending bytes of `text`
  std::vector<ScannedWord> scanned_words;  ///< one for each word; empty for plain text
  std::vector<TextLine> lines;
  std::vector<TextCell> cells;
  std::vector<TextTable> tables;
  std::vector<TextPage> pages;

  /// Returns the member of `scanned_words` for a word; default values for plain text.
  [[nodiscard]] ScannedWord scanned_word(std::size_t word) const {
    return scanned_words.empty() ? ScannedWord{} : scanned_words[word];
  }
};

// ---- restoration ----

/// One change: the bytes `in` of the input became the bytes `out` of the output. An insertion has
/// an empty range `in`, a deletion an empty range `out`. In a list, changes ascend and do not
/// overlap; between them, input and output are equal.
struct Change {
  ByteRange in;
  ByteRange out;
  std::string before;  ///< the bytes `in` of the input; may be ill-formed UTF-8
  std::string after;   ///< the bytes `out` of the output
  std::string rule;    ///< damage undone ("stripped": lost diacritics), or rule ("nfc")
  std::string source;  ///< code (data/codes.md): ocr_restore, lexicon, normalise, encoding, human
  double confidence = 1;  ///< [0, 1]
  std::string runner_up;  ///< next best reading; empty if there is no other
  bool operator==(const Change&) const = default;
};

/// A word of the restored text whose confidence is low, whether it was changed or not.
struct Doubt {
  ByteRange out;           ///< bytes of the restored text
  double confidence = 0;   ///< [0, 1]
  std::string runner_up;   ///< next best reading; empty if there is no other
  bool is_author = false;  ///< perhaps an error of the author; the word was surely read right
  bool operator==(const Doubt&) const = default;
};

/// Another possible reading of a word.
struct Alternative {
  std::string text;
  double confidence = 0;  ///< [0, 1]
  bool operator==(const Alternative&) const = default;
};

/// The kind of a word or number.
enum class WordKind : std::uint8_t {
  kWord,      ///< any other word
  kInserted,  ///< a word that restoration added; the input lacks it
  kCode,      ///< inside a document code, e-mail address or URL
  kMark,      ///< a list mark, or a numeral of letters ("IV")
  kNumber,    ///< digits
};

/// A word or number of the input and its restored form, whether it was changed or not.
struct RestoredToken {
  ByteRange in;   ///< bytes of the input
  ByteRange out;  ///< bytes of the restored text
  WordKind kind = WordKind::kWord;
  double confidence = 1;                  ///< [0, 1]
  std::vector<Alternative> alternatives;  ///< other readings, likeliest first
  bool operator==(const RestoredToken&) const = default;
};

/// A restored text. Law: undo(changes, text) is the input, byte for byte.
struct Restoration {
  std::string text;
  std::vector<Change> changes;
  std::vector<Doubt> doubts;          ///< ascending
  std::vector<RestoredToken> tokens;  ///< ascending; only with RestoreOptions::list_tokens
};

/// A document before and after restoration. `changes` lead from before.text to after.text.
struct RestoredDocument {
  TextDocument before;  ///< only `text` and `pages`; all other members are empty
  TextDocument after;   ///< lines, words, cells and pages of the input, with adjusted ranges
  std::vector<Change> changes;
  std::vector<Doubt> doubts;  ///< ascending
};

}  // namespace codau
