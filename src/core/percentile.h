// core/percentile.h — percentiles of unsorted values.
#pragma once

#include <algorithm>
#include <cstddef>
#include <ranges>
#include <utility>

namespace codau {

/// Returns the given percentile of the values, or `otherwise` if there are no values. `percent`: 0
/// to 99. O(n). A container is copied; a span is not, so its elements are reordered.
/// Law: the result is the element at index size * percent / 100 of the sorted values.
template <std::ranges::random_access_range Values, class Value = std::ranges::range_value_t<Values>>
[[nodiscard]] constexpr Value percentile(Values values, std::size_t percent, Value otherwise = {}) {
  if (std::ranges::empty(values)) return otherwise;
  const auto at = std::ranges::begin(values) +
                  static_cast<std::ptrdiff_t>(std::ranges::size(values) * percent / 100);
  std::ranges::nth_element(values, at);
  return *at;
}

/// Returns the median, which is percentile 50: of two middle values, the higher one. Returns
/// `otherwise` if there are no values.
template <std::ranges::random_access_range Values, class Value = std::ranges::range_value_t<Values>>
[[nodiscard]] constexpr Value median(Values values, Value otherwise = {}) {
  return percentile(std::move(values), 50, otherwise);
}

}  // namespace codau
