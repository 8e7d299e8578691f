// pipeline/output/handwritten_words.h — which handwritten words of a page are a number, a day or a
// month.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/ocr_page.h"

namespace codau::pipeline {

struct HandwrittenWord {
  std::string_view part;  ///< "number", "day" or "month" (store::kStripParts)
  std::size_t line = 0;   ///< of OcrPage::lines
  PageBox box;
  std::vector<OcrAlternative> values;  ///< the word as it was read, then its alternatives
  /// Returns whether nothing but digits was read: then its box has nothing else.
  [[nodiscard]] bool has_digits_alone() const;
};

/// Returns the handwritten words of a page that were read, by lines. In a line with the word "ngày"
/// or "tháng" they are days, after "tháng" months; in other lines they are numbers. A line has at
/// most one word of each part: the last.
[[nodiscard]] std::vector<HandwrittenWord> find_handwritten_words(const OcrPage& page);

/// Returns whether both are of digits and are the same number: "5" and "05".
[[nodiscard]] bool is_same_number(std::string_view a, std::string_view b);

}  // namespace codau::pipeline
