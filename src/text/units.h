// text/units.h — the short signs of units: "h", "kg", "m2".
#pragma once

#include <cstdint>
#include <string_view>

namespace codau::text {

/// How a sign is used as a unit; data/units.tsv lists the uses of each sign.
enum class UnitUse : std::uint8_t {
  kLabel,    ///< after one digit: the sign is not a damaged word
  kLength,   ///< before 2 or 3
  kMeasure,  ///< after a number
};

/// Returns true if `sign` (lower case) has this use.
[[nodiscard]] bool is_unit(std::string_view sign, UnitUse use);

}  // namespace codau::text
