// core/ocr_page.h — a recognised page: the result of a worker, also stored in the journal.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/range.h"

namespace codau {

/// Another reading of a word by the recogniser.
struct OcrAlternative {
  std::string text;        ///< raw UTF-8; has a space if the word may be two words
  double probability = 0;  ///< [0, 1], from the page image alone
  bool operator==(const OcrAlternative&) const = default;
};
/// A gap in a word: erasing a vertical streak of the scan has removed part of the word. A letter in
/// the gap may be missing or misread.
struct OcrGap {
  /// Byte offset of the letter in the gap. The size of the word means a gap at its end.
  std::uint32_t at = 0;
  double width = 0;  ///< in x-heights
  bool operator==(const OcrGap&) const = default;
};
/// A recognised word.
struct OcrWord {
  ByteRange text;  ///< bytes of OcrPage::text: raw UTF-8, not yet NFC
  PageBox box;
  double confidence = 0;                       ///< [0, 1]
  std::vector<OcrAlternative> alternatives{};  ///< for a doubtful word, likeliest first
  std::optional<OcrGap> gap{};
  bool is_handwritten = false;  ///< the first digits are handwritten; their reading is uncertain
  bool has_unread_ink_after = false;  ///< unread ink follows one of its letters (ocr/unread_ink.h)
  bool operator==(const OcrWord&) const = default;
};
/// A line of text.
struct OcrLine {
  IndexRange words;
  PageBox box;
  bool operator==(const OcrLine&) const = default;
};
/// A cell covers rows [row, row + row_span) and columns [column, column + column_span) of its
/// table.
struct OcrCell {
  std::uint32_t row = 0, column = 0, row_span = 1, column_span = 1;
  IndexRange lines;  ///< lines of OcrPage; an empty cell has no lines
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
/// Consecutive lines with one role. A block of role kTable has `table`, an index into
/// OcrPage::tables, and all lines of its cells.
struct OcrBlock {
  Role role = Role::kBody;
  IndexRange lines;
  std::optional<std::uint32_t> table;
  PageBox box;
  bool operator==(const OcrBlock&) const = default;
};
/// One page. `blocks` tile `lines` in reading order; `lines` tile `words`; words ascend in `text`.
struct OcrPage {
  std::uint32_t number = 0;                     ///< 1-based
  std::int32_t width = 0, height = 0, dpi = 0;  ///< of the page image: pixels; dots per inch
  std::int32_t rotation = 0;  ///< degrees clockwise to upright text: 0, 90, 180, 270
  double skew_degrees = 0;    ///< slope of the text after `rotation`, counter-clockwise
  TextOrigin origin = TextOrigin::kOcr;
  double mean_confidence = 0;
  std::string text;  ///< words joined by ' ', lines ended by '\n'
  std::vector<OcrWord> words;
  std::vector<OcrLine> lines;
  std::vector<OcrCell> cells;
  std::vector<OcrTable> tables;
  std::vector<OcrBlock> blocks;
  std::vector<std::string> warnings;  ///< stable codes, e.g. "IMAGE_TRUNCATED"
  std::string image_sha256;           ///< hex; empty if there is no image
  bool operator==(const OcrPage&) const = default;
};

}  // namespace codau
