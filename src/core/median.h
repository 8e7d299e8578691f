// core/median.h — the middle one of many values.
#pragma once

#include <algorithm>
#include <cstddef>
#include <ranges>

namespace codau {

/// Of an even number of values the higher one of the two in the middle; `otherwise` of none. What a
/// span shows is put in another order. Law: the value in the middle once they are sorted. Linear.
template <std::ranges::random_access_range Values, class Value = std::ranges::range_value_t<Values>>
[[nodiscard]] constexpr Value median(Values values, Value otherwise = {}) {
  if (std::ranges::empty(values)) return otherwise;
  const auto middle =
      std::ranges::begin(values) + static_cast<std::ptrdiff_t>(std::ranges::size(values) / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

}  // namespace codau
