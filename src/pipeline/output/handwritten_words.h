// pipeline/output/handwritten_words.h — finds the handwritten numbers, days and months of a page.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/ocr_page.h"

namespace codau::pipeline {

/// A handwritten word that is a number, a day or a month.
struct HandwrittenWord {
  std::string_view part;  ///< "number", "day" or "month" (store::kStripParts)
  std::size_t line = 0;   ///< index in OcrPage::lines
  PageBox box;
  std::vector<OcrAlternative> values;  ///< the recognised word, then its alternatives
  /// Returns true if only digits were recognised. The box then contains nothing else.
  [[nodiscard]] bool has_digits_alone() const;
};

/// Returns the recognised handwritten words of a page, by lines. The words of a line decide on the
/// part:
/// 1. After "ngày" and before "tháng", a word is a day.
/// 2. After "tháng", a word is a month.
/// 3. Any other word is a number.
/// A line has at most one word of each part: the last one.
[[nodiscard]] std::vector<HandwrittenWord> find_handwritten_words(const OcrPage& page);

/// Returns true if both are digits and have the same value, such as "5" and "05".
[[nodiscard]] bool is_same_number(std::string_view a, std::string_view b);

}  // namespace codau::pipeline
