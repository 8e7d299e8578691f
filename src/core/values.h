// core/values.h — the values that stages pass on, from a page to a document. Data only: no I/O, no
// locale, no third-party type. Parts are stored in flat vectors and refer to each other by
// half-open ranges of indices.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/ocr_page.h"
#include "core/range.h"

namespace codau {

// ---- a document as text: the same shape before restoration (as read) and after (restored) ----

/// The place of a word on its page, and the confidence of its reading.
struct ScannedWord {
  PageBox box;
  double confidence = 1;
  /// Probability that a digit of the word was misread, [0, 1].
  double digit_error_probability = 0;
  std::optional<OcrGap> gap{};
  bool is_handwritten = false;        ///< the first digits are handwritten (OcrWord)
  bool has_unread_ink_after = false;  ///< unread ink follows one of its letters (OcrWord)
};
/// One printed line. The lines of a page cover its text, except white space.
struct TextLine {
  ByteRange text;  ///< without the line feed
  IndexRange words;
  Role role = Role::kBody;
  std::uint32_t page = 0;  ///< 1-based; 0 for plain text without pages
  PageBox box;
};
/// A cell of a table. Its bytes may span several lines (scan) or be part of one line (tab-separated
/// text).
struct TextCell {
  std::uint32_t row = 0, column = 0, row_span = 1, column_span = 1;
  ByteRange text;
  PageBox box;
};
/// A table on one page.
struct TextTable {
  std::uint32_t page = 0;
  std::uint32_t rows = 0, columns = 0;
  IndexRange cells;
  IndexRange lines;
  PageBox box;
};
/// A page of a document. Fields without a comment are those of OcrPage.
struct TextPage {
  std::uint32_t number = 0;  ///< 1-based; one page numbered 0 for plain text
  ByteRange text;            ///< without the form feed after the page
  IndexRange lines;
  std::int32_t width = 0, height = 0, dpi = 0, rotation = 0;
  double mean_confidence = 1;
  TextOrigin origin = TextOrigin::kOcr;
  std::vector<std::string> warnings;
  std::string image_sha256;
  std::string furniture;  ///< lines of role kFurniture, missing in `text`; kept for pages.text_ocr
};
/// A document as text. `text` is the content of ocr.txt or text.txt: printed lines in reading
/// order, pages separated by one form feed. UTF-8; NFC after restoration.
struct TextDocument {
  std::string text;
  std::vector<ByteRange> words;
  std::vector<ScannedWord> scanned_words;  ///< one for each word; empty for plain text
  std::vector<TextLine> lines;
  std::vector<TextCell> cells;
  std::vector<TextTable> tables;
  std::vector<TextPage> pages;

  /// Returns the scan facts of a word; default values for plain text.
  [[nodiscard]] ScannedWord scanned_word(std::size_t word) const {
    return scanned_words.empty() ? ScannedWord{} : scanned_words[word];
  }
};

/// One change: bytes `in` of the input became bytes `out` of the output. Changes of a list ascend
/// and never overlap. Between changes, input and output are equal. An empty range is an insertion
/// point.
struct Change {
  ByteRange in;
  ByteRange out;
  std::string before;  ///< the bytes `in` of the input; may be ill-formed UTF-8
  std::string after;   ///< the bytes `out` of the output
  std::string rule;    ///< channel or rule: stripped, latin_ocr, viet_ocr, nfc, look_alike, …
  std::string source;  ///< ocr_restore | lexicon | xref | normalise | encoding | human
  double confidence = 1;
  std::string runner_up;  ///< next best reading; empty if there is no other
  bool operator==(const Change&) const = default;
};

/// A word of the restored text whose confidence is low, even if unchanged.
struct Doubt {
  ByteRange out;
  double confidence = 0;
  std::string runner_up;
  bool is_author = false;  ///< the reading is certain; the author may have mistyped the word
  bool operator==(const Doubt&) const = default;
};

/// Another possible reading of a word.
struct Alternative {
  std::string text;
  double confidence = 0;
  bool operator==(const Alternative&) const = default;
};

/// The kind of a word or number.
enum class WordKind : std::uint8_t {
  kWord,      ///< any other word
  kInserted,  ///< added by restoration; missing in the input
  kCode,      ///< inside a document code, e-mail address or URL
  kMark,      ///< a list mark, or a numeral of letters
  kNumber,    ///< digits
};

/// A word or number of the input and its restored form, changed or not.
struct RestoredToken {
  ByteRange in;
  ByteRange out;
  WordKind kind = WordKind::kWord;
  double confidence = 1;
  std::vector<Alternative> alternatives;  ///< other readings, likeliest first
  bool operator==(const RestoredToken&) const = default;
};

/// A restored text. Law: undo(changes, text) is the input, byte for byte.
struct Restoration {
  std::string text;
  std::vector<Change> changes;
  std::vector<Doubt> doubts;          ///< ascending; only those below the review threshold
  std::vector<RestoredToken> tokens;  ///< ascending; empty unless RestoreOptions::list_tokens
};

/// A document before and after restoration. Of `before`, only text and pages are kept. The lines,
/// words, cells and pages of `after` are those of the input, with ranges adjusted to the restored
/// text. Applying `changes` to the text of `before` gives the text of `after`.
struct RestoredDocument {
  TextDocument before;
  TextDocument after;
  std::vector<Change> changes;
  std::vector<Doubt> doubts;
};

}  // namespace codau
