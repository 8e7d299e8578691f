// document/agencies/agency_name.h — one agency's name taken apart: what it is, and of which place.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "document/agencies/agency.h"

namespace codau::document {

/// "Công chức Tư pháp thị trấn Ân Thi" → core "Tư pháp", unit "thị trấn", place "Ân Thi", post.
struct AgencyNameParts {
  std::string core;
  std::string unit;       ///< the unit word in lower case; empty when there is none
  std::string place;      ///< the place's name; empty for "… huyện"
  bool is_staff = false;  ///< "Công chức …", "Cán bộ …": a person's office inside an organ
  bool is_expanded = false;  ///< an abbreviation was written out
};

/// `township` is true when the issuer is a thị trấn: there "TT" behind a name means that (7.4).
[[nodiscard]] AgencyNameParts split_agency_name(const Lexicon& lexicon, std::string_view nfc,
                                                bool township);
/// The name in normal form (7.7).
[[nodiscard]] std::string write_out_name(const Lexicon& lexicon, std::string_view nfc,
                                         bool township);

/// The level of a unit word: "huyện" → kDistrict; kUnknown for anything else.
[[nodiscard]] AgencyLevel find_unit_level(const Lexicon& lexicon, std::string_view unit,
                                          std::string_view place, std::string_view day = {});

/// The name of a group ("các …", "UBND các huyện", "cấp xã"; 7.8).
[[nodiscard]] bool is_collective(std::string_view nfc);

/// True when the list has the name, or the compound, without place and staff word.
[[nodiscard]] bool is_known_name(const Lexicon& lexicon, std::string_view nfc);

/// True when the first word is one that names of agencies begin with (7.5.6, 13.9).
[[nodiscard]] bool has_head_word(const Lexicon& lexicon, std::string_view nfc);

/// True when the first words are those of one organ, with their marks (role "organ_head"): "Trạm Y
/// tế", but neither a post nor a group.
[[nodiscard]] bool begins_with_organ(const Lexicon& lexicon, std::string_view nfc);

}  // namespace codau::document
