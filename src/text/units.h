// text/units.h — recognises the short signs of units, such as "h", "kg" and "m".
#pragma once

#include <cstdint>
#include <string_view>

namespace codau::text {

/// A use of a sign as a unit; data/units.tsv lists the uses of each sign.
enum class UnitUse : std::uint8_t {
  kLabel,    ///< after digits the sign is no damaged word: "8h", "5kg"
  kLength,   ///< before 2 or 3 the sign is a unit of area or volume: "m2"
  kMeasure,  ///< after a number the sign is no syllable whose spelling is checked: "5km"
};

/// Returns true if data/units.tsv lists `sign` with this use. `sign`: in lower case.
[[nodiscard]] bool is_unit(std::string_view sign, UnitUse use);

}  // namespace codau::text
