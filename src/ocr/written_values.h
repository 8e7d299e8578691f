// ocr/written_values.h — finds the values of a number or date line in what a network read: number,
// day and month.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "recogniser/line_network.h"

namespace codau::ocr {

/// The lines that have written values: "Số: 12/KH-UBND" and "…, ngày 05 tháng 3 năm 2024".
enum class WrittenLine { kNumber, kDate };

/// A stretch of a string.
struct ValuePlace {
  std::size_t begin = 0, end = 0;  ///< bytes [begin, end); equal if the place is blank
  bool operator==(const ValuePlace&) const = default;
};

/// Returns the places of the values in a line: the number, or day and month. Nothing if the line
/// does not read as one of this kind. `key`: the text of the line, by text::fold_key(). Examples:
/// - kNumber, "so: 12a/kh-ubnd": "12a". "so: /kh-ubnd": empty, before the slash.
/// - kDate, "ha noi, ngay 05 thang 3 nam 2024": "05", "3".
[[nodiscard]] std::optional<std::vector<ValuePlace>> find_values(std::string_view key,
                                                                 WrittenLine kind);

/// What may stand in one place.
struct WrittenValue {
  std::string text;        ///< "05", "12a"; empty: blank
  double probability = 0;  ///< [0, 1]; those of all values of a place sum to at most one
};

/// The reading of one place.
struct WrittenPlace {
  std::vector<WrittenValue> values;  ///< likeliest first
  /// The left and right end of the place in the likeliest reading, halfway to the letters beside
  /// it. They are shares of the width of the line.
  double begin = 0, end = 0;
  /// The sign directly after the place in that reading, '/' or '-'; else 0.
  char sign_after = 0;
};

/// Returns the reading of each place of a line, in the order of find_values(). Empty if the line
/// does not read as one of this kind. The argument `views` has the output of the network for this
/// line, once for each way in which the line was cut out of the page. Places are those of the first
/// view that has them. The probability of a value comes from the geometric mean over the views: the
/// means are divided by their sum and a tenth of what the sum lacks to one, then calibrated. In a
/// view, the probability is the sum over the likeliest readings that have the value. Possible
/// values:
/// 1. A day is 1 to 31, a month 1 to 12.
/// 2. A number has one to five digits, and perhaps a letter after them.
/// 3. Any place may be blank.
[[nodiscard]] std::vector<WrittenPlace> read_written_values(
    const recogniser::LineNetwork& network, std::span<const recogniser::Probabilities> views,
    WrittenLine kind);

}  // namespace codau::ocr
