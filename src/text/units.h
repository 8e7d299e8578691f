// text/units.h — recognises the signs of units, such as "h", "kg" and "m". Callers use it to tell
// "8h" and "m2" from damaged words.
#pragma once

#include <cstdint>
#include <string_view>

namespace codau::text {

/// A property of a sign. data/units.tsv lists the properties of each sign.
enum class UnitUse : std::uint8_t {
  kLabel,    ///< after digits it makes a number with its unit, no damaged word: "8h", "5kg"
  kLength,   ///< before 2 or 3 it makes a unit of area or volume: "m2"
  kMeasure,  ///< after a number it is not checked as a Vietnamese syllable: "5km"
};

/// Returns true if data/units.tsv lists `sign` with the property `use`. `sign`: lower case.
[[nodiscard]] bool is_unit(std::string_view sign, UnitUse use);

}  // namespace codau::text
