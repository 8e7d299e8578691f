// text/units.h — the short signs of units: "h", "kg", "m2".
#pragma once

#include <cstdint>
#include <string_view>

namespace codau::text {

/// What makes a sign a unit: data/units.tsv says which holds of which.
enum class UnitUse : std::uint8_t {
  kLabel,    ///< behind one digit: no word is left of it
  kLength,   ///< before 2 or 3
  kMeasure,  ///< behind a number
};

/// `sign`: in lower case.
[[nodiscard]] bool is_unit(std::string_view sign, UnitUse use);

}  // namespace codau::text
