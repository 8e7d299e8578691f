// core/ocr_page.h — a page as recognised: the result of a worker and the record in the journal.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/range.h"

namespace codau {

/// Another reading of a word, from the recogniser.
struct OcrAlternative {
  std::string text;        ///< raw UTF-8; contains a space if one word may be two
  double probability = 0;  ///< [0, 1], from the print alone
  bool operator==(const OcrAlternative&) const = default;
};
/// The place where an erased streak removed a stripe of a word. A letter there may be missing or
/// misread.
struct OcrGap {
  std::uint32_t at = 0;  ///< byte offset of the crossed letter; size of the word: after the end
  double width = 0;      ///< in x-heights
  bool operator==(const OcrGap&) const = default;
};
struct OcrWord {
  ByteRange text;  ///< of OcrPage::text, raw UTF-8, not yet NFC
  PageBox box;
  double confidence = 0;                       ///< [0, 1]
  std::vector<OcrAlternative> alternatives{};  ///< of a doubtful word, likeliest first
  std::optional<OcrGap> gap{};
  bool is_handwritten = false;  ///< the first digits are handwritten, so their reading is a guess
  bool has_unread_ink_after = false;  ///< unread ink follows one of its letters (ocr/unread_ink.h)
  bool operator==(const OcrWord&) const = default;
};
struct OcrLine {
  IndexRange words;
  PageBox box;
  bool operator==(const OcrLine&) const = default;
};
/// A cell covers rows [row, row + row_span) and columns [column, column + column_span) of its
/// table.
struct OcrCell {
  std::uint32_t row = 0, column = 0, row_span = 1, column_span = 1;
  IndexRange lines;  ///< may be empty: an empty cell is a fact
  PageBox box;
  bool operator==(const OcrCell&) const = default;
};
struct OcrTable {
  std::uint32_t rows = 0, columns = 0;
  IndexRange cells;  ///< row by row, left to right
  PageBox box;
  bool operator==(const OcrTable&) const = default;
};
/// A run of lines in reading order. A kTable block has `table` and all lines of its cells.
struct OcrBlock {
  Role role = Role::kBody;
  IndexRange lines;
  std::optional<std::uint32_t> table;
  PageBox box;
  bool operator==(const OcrBlock&) const = default;
};
/// One page. `blocks` tile `lines` in reading order; `lines` tile `words`; words ascend in `text`.
struct OcrPage {
  std::uint32_t number = 0;  ///< 1-based
  std::int32_t width = 0, height = 0, dpi = 0;
  std::int32_t rotation = 0;  ///< clockwise turn that makes the text upright: 0, 90, 180, 270
  double skew_degrees = 0;    ///< counter-clockwise turn found after `rotation`
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
