// core/median.h — the middle one of many values, and others by their rank.
#pragma once

#include <algorithm>
#include <cstddef>
#include <ranges>
#include <utility>

namespace codau {

/// The value that `percent` (0 to 99) of them stand before once they are sorted; `otherwise` of
/// none. What a span shows is put in another order. Law: values[size * percent / 100] of the sorted
/// ones. Linear.
template <std::ranges::random_access_range Values, class Value = std::ranges::range_value_t<Values>>
[[nodiscard]] constexpr Value percentile(Values values, std::size_t percent, Value otherwise = {}) {
  if (std::ranges::empty(values)) return otherwise;
  const auto at = std::ranges::begin(values) +
                  static_cast<std::ptrdiff_t>(std::ranges::size(values) * percent / 100);
  std::ranges::nth_element(values, at);
  return *at;
}

/// Likewise: of an even number of values the higher one of the two in the middle.
template <std::ranges::random_access_range Values, class Value = std::ranges::range_value_t<Values>>
[[nodiscard]] constexpr Value median(Values values, Value otherwise = {}) {
  return percentile(std::move(values), 50, otherwise);
}

}  // namespace codau
