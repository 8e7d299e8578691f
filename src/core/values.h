// core/values.h — the values that walk from a page to a document. Data only: no I/O, no locale, no
// third-party type. Everything is a flat vector plus half-open ranges into it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace codau {

/// Half-open [begin, end). `Unit` only keeps byte offsets and item indices from mixing.
template <class Unit>
struct Range {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  [[nodiscard]] constexpr std::uint32_t size() const noexcept { return end - begin; }
  [[nodiscard]] constexpr bool empty() const noexcept { return end == begin; }
  bool operator==(const Range&) const = default;
};
using Bytes = Range<struct ByteUnit>;  ///< bytes of the `text` stored beside it
using Items = Range<struct ItemUnit>;  ///< indices into the vector named beside it

/// The bytes `r` of `text`. Precondition: r.begin <= r.end <= text.size().
[[nodiscard]] constexpr std::string_view slice(std::string_view text, Bytes r) {
  return text.substr(r.begin, r.size());
}

/// Pixels, half-open, origin at the top left of the page image as it came (PDF /Rotate applied, not
/// turned, not deskewed). All zero where there is no image (plain text).
struct Box {
  std::int32_t left = 0, top = 0, right = 0, bottom = 0;
  bool operator==(const Box&) const = default;
};

/// What a part of a page is for. Decided by ocr/ from geometry; plain text is all kBody or kTable.
enum class Role : std::uint8_t {
  kBody,
  kHeaderLeft,   ///< organ, number (ô 2, 3)
  kHeaderRight,  ///< quốc hiệu, tiêu ngữ, place and date (ô 1, 4)
  kTable,        ///< lines of a table, cell by cell
  kRecipients,   ///< "Nơi nhận" (ô 9b)
  kSignature,    ///< authority, position, name (ô 7)
  kPageNumber,
  kRunningHead,
  kFurniture,  ///< stamps, e-signature overlays, scanner marks: only in pages.text_ocr
};

enum class Origin : std::uint8_t { kOcr, kLayer, kText };

// ---- a page as read: what a worker hands over, and what the journal keeps ----

struct OcrWord {
  Bytes text;  ///< of OcrPage::text, raw UTF-8, not yet NFC
  Box box;
  double confidence = 0;  ///< [0, 1]
  bool operator==(const OcrWord&) const = default;
};
struct OcrLine {
  Items words;
  Box box;
  bool operator==(const OcrLine&) const = default;
};
/// A cell covers rows [row, row + row_span) and columns [column, column + column_span) of its table.
struct OcrCell {
  std::uint32_t row = 0, column = 0, row_span = 1, column_span = 1;
  Items lines;  ///< may be empty: an empty cell is a fact
  Box box;
  bool operator==(const OcrCell&) const = default;
};
struct OcrTable {
  std::uint32_t rows = 0, columns = 0;
  Items cells;  ///< row by row, left to right
  Box box;
  bool operator==(const OcrTable&) const = default;
};
/// A run of lines in reading order. A kTable block has `table` and all lines of its cells.
struct OcrBlock {
  Role role = Role::kBody;
  Items lines;
  std::optional<std::uint32_t> table;
  Box box;
  bool operator==(const OcrBlock&) const = default;
};
/// One page. `blocks` tile `lines` in reading order; `lines` tile `words`; words ascend in `text`.
struct OcrPage {
  std::uint32_t number = 0;  ///< 1-based
  std::int32_t width = 0, height = 0, dpi = 0;
  std::int32_t rotation = 0;  ///< clockwise turn that makes the text upright: 0, 90, 180, 270
  double skew_degrees = 0;    ///< counter-clockwise turn found after `rotation`
  Origin origin = Origin::kOcr;
  double mean_confidence = 0;
  std::string text;  ///< words joined by ' ', lines ended by '\n'
  std::vector<OcrWord> words;
  std::vector<OcrLine> lines;
  std::vector<OcrCell> cells;
  std::vector<OcrTable> tables;
  std::vector<OcrBlock> blocks;
  std::vector<std::string> warnings;  ///< stable codes, e.g. "JPEG_TRUNCATED"
  std::string image_sha256;           ///< hex; empty where there is no image
  bool operator==(const OcrPage&) const = default;
};

// ---- a document as text: same shape before restoration (as read) and after (restored) ----

struct TextWord {
  Bytes text;
  Box box;
  double confidence = 1;
};
/// One printed line. The lines of a page tile its part of the text but for white space.
struct TextLine {
  Bytes text;  ///< without the line feed
  Items words;
  Role role = Role::kBody;
  std::uint32_t page = 0;  ///< 1-based; 0 for plain text without pages
  Box box;
};
/// The bytes of a cell may span several lines (scan) or be a part of one line (tab-separated text).
struct TextCell {
  std::uint32_t row = 0, column = 0, row_span = 1, column_span = 1;
  Bytes text;
  Box box;
};
struct TextTable {
  std::uint32_t page = 0;
  std::uint32_t rows = 0, columns = 0;
  Items cells;
  Items lines;
  Box box;
};
struct TextPage {
  std::uint32_t number = 0;  ///< 1-based; one page numbered 0 for plain text
  Bytes text;                ///< without the form feed behind it
  Items lines;
  std::int32_t width = 0, height = 0, dpi = 0, rotation = 0;
  double mean_confidence = 1;
  Origin origin = Origin::kOcr;
  std::vector<std::string> warnings;
  std::string image_sha256;
  std::string furniture;  ///< text left out of `text`, one line each; kept for pages.text_ocr
};
/// `text` is what ocr.txt or text.txt holds: printed lines in reading order, pages separated by one
/// form feed. UTF-8; NFC once it is restored.
struct TextDocument {
  std::string text;
  std::vector<TextWord> words;
  std::vector<TextLine> lines;
  std::vector<TextCell> cells;
  std::vector<TextTable> tables;
  std::vector<TextPage> pages;
};

/// One edit: bytes `in` of the input became bytes `out` of the output. Changes of a list ascend and
/// never overlap; what lies between them is equal in both texts. An empty range is an insertion point.
struct Change {
  Bytes in;
  Bytes out;
  std::string before;  ///< exactly the bytes `in`; may be ill-formed UTF-8
  std::string after;
  std::string rule;    ///< channel or rule: stripped, latin_ocr, viet_ocr, nfc, look_alike, …
  std::string source;  ///< ocr_restore | lexicon | xref | normalise | encoding | human
  double confidence = 1;
  std::string runner_up;  ///< next best reading, empty if none
  bool operator==(const Change&) const = default;
};

/// A word of the restored text of which restoration is not sure, changed or not.
struct Doubt {
  Bytes out;
  double confidence = 0;
  std::string runner_up;
};

/// Text with its marks back. Law: undo(changes, text) is the input, byte for byte.
struct Restored {
  std::string text;
  std::vector<Change> changes;
  std::vector<Doubt> doubts;  ///< ascending, only those under the review threshold
};

/// The document before and after: `after` has the lines, words, cells and pages of `before`, their
/// ranges carried over, and the text `changes` make of it.
struct RestoredDocument {
  TextDocument before;
  TextDocument after;
  std::vector<Change> changes;
  std::vector<Doubt> doubts;
};

}  // namespace codau
