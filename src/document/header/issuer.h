// document/header/issuer.h — reads the issuing organ and the organ above it (ô 2; standards 3.7).
#pragma once

#include "document/document.h"
#include "document/header/header_input.h"

namespace codau::document {

/// The issuing organ, the organ above it (`governing`), and where the name was found (`basis`).
struct Issuer {
  TextField governing, name;
  OrganBasis basis = OrganBasis::kNone;
  AgencyLevel level = AgencyLevel::kUnknown;
  HeaderFlags flags;
};

/// Returns the issuer from ô 2. If ô 2 has none, it comes from the first of these that has one
/// (3.7):
/// 1. `below_subject`, an organ printed as the last line of the title;
/// 2. the end of `subject`. It names a place: the issuer is its people's committee, unless
///    `notation` belongs to another organ;
/// 3. the organ that acts in the preamble;
/// 4. the line of the appendix.
[[nodiscard]] Issuer read_issuer(const HeaderInput& input, const Passage& subject,
                                 const Passage& below_subject, const TextField& notation);

/// Returns the level of the issuer, by the place and the day of the head (13.12). "Thành phố"
/// without a name is the city of the organ above, else that of ô 4. A city below a province has the
/// rank of a district. `day`: ISO date; empty if unknown.
[[nodiscard]] AgencyLevel infer_level_in_place(const Lexicon& lexicon, const Issuer& issuer,
                                               std::string_view place, std::string_view day);

/// Returns the place of ô 4 with corrected diacritics, if the name of the issuer ends with the same
/// place. Returns nothing if it is right or unknown.
[[nodiscard]] std::optional<std::string> correct_issue_place(const Lexicon& lexicon,
                                                             const Issuer& issuer,
                                                             std::string_view place);

}  // namespace codau::document
