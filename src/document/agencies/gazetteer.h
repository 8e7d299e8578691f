// document/agencies/gazetteer.h — looks up places: their district, their province, and when they
// existed (role "place" of the lexicon).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/words/form_patterns.h"

namespace codau::document {

/// The day on which the districts ended, and 63 provinces became 34 (NQ 202/2025/QH15, NQ
/// 203/2025/QH15).
inline constexpr std::string_view kReformDate = "2025-07-01";

/// The district and province of a place, each with its unit word: "huyện Thanh Trì", "thành phố Hà
/// Nội".
struct PlaceSuperiors {
  std::string district;  ///< empty for a district or province, and from kReformDate on
  std::string province;  ///< empty for a province
  bool operator==(const PlaceSuperiors&) const = default;
};

/// Returns district and province of a place ("xã Thanh Liệt") on a day (ISO date; empty: any day).
/// Returns nothing if the lexicon has no such place then, or several.
[[nodiscard]] std::optional<PlaceSuperiors> find_superiors(const Lexicon& lexicon,
                                                           std::string_view place,
                                                           std::string_view day);

/// Returns those of each place with this name on a day, each once, in the order of the lexicon.
/// Without a day: those before kReformDate; if there was none then, those since.
[[nodiscard]] std::vector<PlaceSuperiors> find_all_superiors(const Lexicon& lexicon,
                                                             std::string_view place,
                                                             std::string_view day);

/// Returns the districts and provinces that a text names with their unit words, folded ("huyen luc
/// yen"), each once, sorted. `key`: the folded text (fold()).
[[nodiscard]] std::vector<std::string> find_named_places(const Lexicon& lexicon,
                                                         std::string_view key);

/// When places with a name existed.
struct PlaceValidity {
  bool is_province = false;
  /// some existed before kReformDate, from then on
  bool before_reform = false, since_reform = false;
  std::string last_end;  ///< first day after the end of the last of those before
};
/// Returns when the places with this name existed; nothing if the lexicon has none.
[[nodiscard]] std::optional<PlaceValidity> find_place_validity(const Lexicon& lexicon,
                                                               std::string_view place);

/// Returns the province that another one was joined to by NQ 202/2025/QH15: "tỉnh Thái Bình" →
/// "tỉnh Hưng Yên". Empty for any other place.
[[nodiscard]] std::string_view find_province_successor(const Lexicon& lexicon,
                                                       std::string_view place);

/// Returns the right spelling of a place whose diacritics are wrong: "thị trấn Ân Thị" → "Thị trấn
/// Ân Thi", and without a unit word "Ấn Thi" → "Ân Thi". An apostrophe may also be lost or misread:
/// "Đắk R lấp" → "Đắk R'Lấp". Returns nothing in three cases:
/// 1. a place has this name, except for tone placement and capitals;
/// 2. no place fits;
/// 3. two spellings fit.
[[nodiscard]] std::optional<std::string> correct_place_spelling(const Lexicon& lexicon,
                                                                std::string_view nfc);

}  // namespace codau::document
