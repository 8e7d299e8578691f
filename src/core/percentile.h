// core/percentile.h — percentiles of unsorted values.
#pragma once

#include <algorithm>
#include <cstddef>
#include <ranges>
#include <utility>

namespace codau {

/// Returns the given percentile of the values, or `otherwise` if there are no values. `percent`: 0
/// to 99. If `values` is a span, its elements are reordered. O(n).
/// Law: the result is values[size * percent / 100] of the sorted values.
template <std::ranges::random_access_range Values, class Value = std::ranges::range_value_t<Values>>
[[nodiscard]] constexpr Value percentile(Values values, std::size_t percent, Value otherwise = {}) {
  if (std::ranges::empty(values)) return otherwise;
  const auto at = std::ranges::begin(values) +
                  static_cast<std::ptrdiff_t>(std::ranges::size(values) * percent / 100);
  std::ranges::nth_element(values, at);
  return *at;
}

/// Returns the median, or `otherwise` if there are no values. Of two middle values, returns the
/// higher one. If `values` is a span, its elements are reordered.
template <std::ranges::random_access_range Values, class Value = std::ranges::range_value_t<Values>>
[[nodiscard]] constexpr Value median(Values values, Value otherwise = {}) {
  return percentile(std::move(values), 50, otherwise);
}

}  // namespace codau
