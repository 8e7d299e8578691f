// lines/row_numbers.h — corrects the row numbers in the first column of a table, by their sequence.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace codau::ocr {

/// All that is known about one row number.
struct RowNumberEvidence {
  std::string general;  ///< its text by the engine that reads the page
  /// its text by an engine that reads only digits and Roman numerals; may be empty
  std::string digits;
  std::string stem_pattern;  ///< its strokes (StemPattern::stems in lines/stem_pattern.h)
  bool has_full_stop = false;
  /// The row has hardly anything else: it may be the title of a group, with I, II or A, B.
  bool is_group_row = false;
  double confidence = 0;                   ///< of `general`, [0, 1]
  std::vector<std::size_t> inner_stops{};  ///< as StemPattern::inner_stops
};

/// A corrected row number.
struct RowNumber {
  std::string text;
  /// True if the number is part of a sequence. False if it was only read.
  bool is_counted = false;
};

/// Returns the printed numbers, from the top down. Of all readings of the column, the result agrees
/// best with the evidence and with sequences: 1, 2, 3 …; I, II, III …; A, B, C …; a, b, c … A
/// number that fits no sequence stays as it was read. Roman sequences begin again under each
/// letter. Numbers of a lower level ("I.2", known by the full stop inside) begin again under each
/// number.
/// Laws: one result for each element of `column`; a certain reading that is no numeral ("5/7",
/// "T1") stays.
[[nodiscard]] std::vector<RowNumber> resolve_row_numbers(
    const std::vector<RowNumberEvidence>& column);

/// Returns the Roman numeral of 1 to 39.
[[nodiscard]] std::string format_roman_numeral(int number);

}  // namespace codau::ocr
