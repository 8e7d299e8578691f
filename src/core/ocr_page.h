// core/ocr_page.h — a recognised page: words, lines, tables and blocks with their boxes. Programs
// such as `codau run` start worker processes, which read pages and return an OcrPage for each. The
// file pages.db in the output folder of `codau run` stores these pages.
//
// Words, lines, cells, tables and blocks are flat vectors of OcrPage. They refer to each other by
// IndexRange: for example, OcrLine::words is a range of indices of OcrPage::words. Ranges "tile" a
// vector if they cover it in order, without gaps or overlaps. Boxes are in pixels of the page image
// before OcrPage::rotation. PageBox, Role and TextOrigin: core/range.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/range.h"

namespace codau {

/// Another possible text of a word, by the recogniser.
struct OcrAlternative {
  std::string text;        ///< UTF-8, not yet NFC; has a space if the word may be two words
  double probability = 0;  ///< [0, 1], judged by the page image alone
  bool operator==(const OcrAlternative&) const = default;
};
/// A gap in a word: a vertical streak of the scanner crossed the word, and codau erased the streak
/// together with the print under it. The letter in the gap may be missing or misread.
struct OcrGap {
  /// Byte offset, in the word, of the letter at the middle of the gap. If the gap is after the last
  /// letter, the number of bytes of the word.
  std::uint32_t at = 0;
  double width = 0;  ///< in x-heights (heights of a small letter)
  bool operator==(const OcrGap&) const = default;
};
/// A recognised word.
struct OcrWord {
  ByteRange text;  ///< bytes of OcrPage::text, not empty; UTF-8, not yet NFC
  PageBox box;
  double confidence = 0;                       ///< [0, 1]
  std::vector<OcrAlternative> alternatives{};  ///< likeliest first; empty if the word is certain
  std::optional<OcrGap> gap{};
  /// The word begins with handwritten digits, perhaps after a printed label ("Số: 15"). The reading
  /// of these digits is uncertain. Set only in lines with a document number or a date.
  bool is_handwritten = false;
  /// The word is incomplete or uncertain, because
  /// 1. ink that was not read stands between two of its letters or right after it
  ///    (ocr/unread_ink.h);
  /// 2. or its handwritten digits are only a guess (ocr/read_handwriting.h).
  /// Set only in the header of a document, and in lines with a document number or a date.
  bool has_unread_ink_after = false;
  bool operator==(const OcrWord&) const = default;
};
/// A line of text.
struct OcrLine {
  IndexRange words;
  PageBox box;
  bool operator==(const OcrLine&) const = default;
};
/// A cell of a table.
struct OcrCell {
  std::uint32_t row = 0, column = 0;            ///< first row and column in the table, from 0
  std::uint32_t row_span = 1, column_span = 1;  ///< rows and columns that the cell covers
  IndexRange lines;                             ///< empty range: a cell without text
  PageBox box;
  bool operator==(const OcrCell&) const = default;
};
/// A table found on the page.
struct OcrTable {
  std::uint32_t rows = 0, columns = 0;
  IndexRange cells;  ///< row by row, left to right
  PageBox box;
  bool operator==(const OcrTable&) const = default;
};
/// Consecutive lines with one role.
struct OcrBlock {
  Role role = Role::kBody;
  IndexRange lines;                    ///< for role kTable: the lines of all cells of the table
  std::optional<std::uint32_t> table;  ///< index into OcrPage::tables; set only for role kTable
  PageBox box;
  bool operator==(const OcrBlock&) const = default;
};
/// One page, in reading order. `blocks` tile `lines`, `lines` tile `words`, and `tables` tile
/// `cells`. Words ascend in `text`. page_from_json() checks all rules (text/page_json.h).
struct OcrPage {
  std::uint32_t number = 0;            ///< from 1
  std::int32_t width = 0, height = 0;  ///< of the page image before `rotation`, in pixels
  std::int32_t dpi = 0;                ///< dots per inch of the page image
  /// Clockwise degrees by which the page image must be turned to be upright: 0, 90, 180 or 270.
  std::int32_t rotation = 0;
  double skew_degrees = 0;  ///< slope of the text lines after `rotation`, counter-clockwise
  TextOrigin origin = TextOrigin::kOcr;
  /// [0, 1]: mean of OcrWord::confidence, weighted by the bytes of the words. 0 without words; 1
  /// for a text layer.
  double mean_confidence = 0;
  std::string text;  ///< words joined by ' ', lines ended by '\n'
  std::vector<OcrWord> words;
  std::vector<OcrLine> lines;
  std::vector<OcrCell> cells;
  std::vector<OcrTable> tables;
  std::vector<OcrBlock> blocks;
  std::vector<std::string> warnings;  ///< codes that never change, e.g. "IMAGE_TRUNCATED"
  std::string image_sha256;           ///< of the decoded pixels, 64 hex digits; empty: no image
  bool operator==(const OcrPage&) const = default;
};

}  // namespace codau
