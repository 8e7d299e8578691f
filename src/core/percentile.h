// core/percentile.h — percentiles of unsorted values.
#pragma once

#include <algorithm>
#include <cstddef>
#include <ranges>
#include <utility>

namespace codau {

/// Returns the given percentile of the values: the element at index size * percent / 100 of the
/// sorted values. Returns `otherwise` if there are no values. `percent`: 0 to 99. O(n).
/// `values` is passed by value: a container stays unchanged, but the elements of a span are
/// reordered.
template <std::ranges::random_access_range Values, class Value = std::ranges::range_value_t<Values>>
[[nodiscard]] constexpr Value percentile(Values values, std::size_t percent, Value otherwise = {}) {
  if (std::ranges::empty(values)) return otherwise;
  const auto at = std::ranges::begin(values) +
                  static_cast<std::ptrdiff_t>(std::ranges::size(values) * percent / 100);
  std::ranges::nth_element(values, at);
  return *at;
}

/// Returns percentile 50 in the same way. Of two middle values, this is the higher one.
template <std::ranges::random_access_range Values, class Value = std::ranges::range_value_t<Values>>
[[nodiscard]] constexpr Value median(Values values, Value otherwise = {}) {
  return percentile(std::move(values), 50, otherwise);
}

}  // namespace codau
