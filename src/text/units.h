// text/units.h — recognises the signs of units, such as "h", "kg" and "m". Callers use it to tell
// "8h" and "m2" from damaged words.
#pragma once

#include <cstdint>
#include <string_view>

namespace codau::text {

/// A property of a sign. data/units.tsv lists the properties of each sign.
enum class UnitUse : std::uint8_t {
  kLabel,    ///< "8h", "5kg": digits and this sign are a number with its unit, no damaged word
  kLength,   ///< "m2": this sign and 2 or 3 are a unit of area or volume
  kMeasure,  ///< "5km": after a number, this sign is not checked as a Vietnamese syllable
};

/// Returns true if data/units.tsv lists `sign` with the property `use`. `sign`: lower case.
[[nodiscard]] bool is_unit(std::string_view sign, UnitUse use);

}  // namespace codau::text
