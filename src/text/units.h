// text/units.h — recognises the signs of units of measurement, such as "h", "kg" and "m". Callers
// use it to distinguish "8h" and "m2" from damaged words.
#pragma once

#include <cstdint>
#include <string_view>

namespace codau::text {

/// A property of a sign. A sign may have several. data/units.tsv lists the properties of each sign.
enum class UnitUse : std::uint8_t {
  /// Digits and this sign are surely a quantity: "8h", "5kg". The sign "m" lacks this property,
  /// because OCR may have read "6m" for "ốm".
  kLabel,
  kLength,  ///< This sign with 2 or 3 after it is a unit of area or volume: "m2".
  /// In a check of spelling, digits and this sign are a quantity, not a misspelt word: "5km", "5m".
  kMeasure,
};

/// Returns true if data/units.tsv lists `sign` with the property `use`. `sign`: lower case.
[[nodiscard]] bool is_unit(std::string_view sign, UnitUse use);

}  // namespace codau::text
