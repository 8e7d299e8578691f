// lines/row_numbers.h — the numbers in the first column of a table.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace codau::ocr {

/// What the witnesses say about one number.
struct RowNumberEvidence {
  std::string general;       ///< the engine that reads the text
  std::string digits;        ///< the engine that knows digits and Roman numerals only; may be empty
  std::string stem_pattern;  ///< lines/stem_pattern.h
  bool has_full_stop = false;
  /// Hardly anything else stands in its row: a title with I, II or A, B.
  bool is_group_row = false;
  double confidence = 0;                   ///< of `general`
  std::vector<std::size_t> inner_stops{};  ///< as lines/stem_pattern.h
};

struct RowNumber {
  std::string text;
  bool is_counted = false;  ///< it is one of a count, not only what was read
};

/// What is printed, from the top down: of all readings of the column the one that the witnesses and
/// the counts 1, 2, 3 …, I, II, III …, A, B, C … and a, b, c … bear out best; what fits no count
/// stays as it was read. Roman counts start again under each letter, numbers of a lower level
/// ("I.2", by the stop inside them) under each number. Laws: one answer for each piece of evidence;
/// what is surely read and is no numeral ("5/7", "T1", "I.2") stays.
[[nodiscard]] std::vector<RowNumber> resolve_row_numbers(
    const std::vector<RowNumberEvidence>& column);

/// Roman numeral of 1 to 39.
[[nodiscard]] std::string format_roman_numeral(int number);

}  // namespace codau::ocr
