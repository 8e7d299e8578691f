// document/agencies/gazetteer.h — which district and province a place lies in (role "place" of the
// lexicon).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/words/form_patterns.h"

namespace codau::document {

/// The day from which there are no districts, and 34 provinces for 63 (NQ 202/2025/QH15, NQ
/// 203/2025/QH15).
inline constexpr std::string_view kReformDate = "2025-07-01";

/// "huyện Thanh Trì", "thành phố Hà Nội": unit word and name.
struct PlaceSuperiors {
  std::string district;  ///< empty for a district or province, and since the districts ended
  std::string province;  ///< empty for a province
  bool operator==(const PlaceSuperiors&) const = default;
};

/// What lies above a place ("xã Thanh Liệt") on a day (ISO date; empty for any day). Nothing when
/// the list has no such place then, or more than one.
[[nodiscard]] std::optional<PlaceSuperiors> find_superiors(const Lexicon& lexicon,
                                                           std::string_view place,
                                                           std::string_view day);

/// The same of each place by that name on a day, each once, in the order of the list. Without a
/// day: before kReformDate, and where there was none then, since it.
[[nodiscard]] std::vector<PlaceSuperiors> find_all_superiors(const Lexicon& lexicon,
                                                             std::string_view place,
                                                             std::string_view day);

/// The districts and provinces that a text names with their unit words, as fold() writes them
/// ("huyen luc yen"), each once, sorted. `key`: the text, as fold() writes it.
[[nodiscard]] std::vector<std::string> find_named_places(const Lexicon& lexicon,
                                                         std::string_view key);

/// When there has been a place by this name, the unit word included; nothing for a name that the
/// list lacks. A province counts under its name, whatever unit it was.
struct PlaceValidity {
  bool is_province = false;
  bool before_reform = false, since_reform = false;  ///< before kReformDate, from then on
  std::string last_end;                              ///< day behind the last of those before
};
[[nodiscard]] std::optional<PlaceValidity> find_place_validity(const Lexicon& lexicon,
                                                               std::string_view place);

/// The province that one was joined to by NQ 202/2025/QH15: "tỉnh Thái Bình" → "tỉnh Hưng Yên";
/// empty for any other place.
[[nodiscard]] std::string_view find_province_successor(const Lexicon& lexicon,
                                                       std::string_view place);

/// The spelling of a place's name where only the marks of `nfc` are wrong: "thị trấn Ân Thị" →
/// "Thị trấn Ân Thi", and without a unit word "Ấn Thi" → "Ân Thi". An apostrophe may be lost or
/// misread, too: "Đắk R lấp" → "Đắk R'Lấp". Nothing when a place has the
/// name as it is, tone placement and capitals apart, when none has it, or when two spellings fit.
[[nodiscard]] std::optional<std::string> correct_place_spelling(const Lexicon& lexicon,
                                                                std::string_view nfc);

}  // namespace codau::document
