// document/agencies/agency_name.h — takes the name of an agency apart: the agency itself, and its
// place.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "document/agencies/agency.h"

namespace codau::document {

/// The parts of a name. "Công chức Tư pháp thị trấn Ân Thi" has the core "Tư pháp", the unit "thị
/// trấn", the place "Ân Thi", and is_staff.
struct AgencyNameParts {
  std::string core;
  std::string unit;   ///< the unit word in small letters; may be empty
  std::string place;  ///< the name of the place; empty for "… huyện"
  bool is_staff = false;  ///< "Công chức …", "Cán bộ …": the office of a person inside an organ
  bool is_expanded = false;  ///< an abbreviation was written out
};

/// Takes a name apart. `township`: the issuer is a thị trấn, so "TT" after a name means "thị trấn"
/// (7.4).
[[nodiscard]] AgencyNameParts split_agency_name(const Lexicon& lexicon, std::string_view nfc,
                                                bool township);
/// Returns the name in normal form (7.7).
[[nodiscard]] std::string write_out_name(const Lexicon& lexicon, std::string_view nfc,
                                         bool township);

/// Returns the level of a unit word: "huyện" → kDistrict; kUnknown for other words. "Thành phố" has
/// two levels: the name `place` and the `day` (ISO date; empty: any) tell which.
[[nodiscard]] AgencyLevel find_unit_level(const Lexicon& lexicon, std::string_view unit,
                                          std::string_view place, std::string_view day = {});

/// Returns true for the name of a group: "các …", "UBND các huyện", "cấp xã" (7.8).
[[nodiscard]] bool is_collective(std::string_view nfc);

/// Returns true if the lexicon has the name, or the compound, without its place and staff word.
[[nodiscard]] bool is_known_name(const Lexicon& lexicon, std::string_view nfc);

/// Returns true if names of agencies begin with the first word (7.5.6, 13.9).
[[nodiscard]] bool has_head_word(const Lexicon& lexicon, std::string_view nfc);

/// Returns true if the first words are those of one organ, with their diacritics (role
/// "organ_head"): "Trạm Y tế". Posts and groups do not count.
[[nodiscard]] bool begins_with_organ(const Lexicon& lexicon, std::string_view nfc);

}  // namespace codau::document
