// document/header/issuer.h — ô 2: the organ that issues a document and the one above it
// (standards 3.7).
#pragma once

#include "document/document.h"
#include "document/header/header_input.h"

namespace codau::document {

struct Issuer {
  TextField governing, name;
  OrganBasis basis = OrganBasis::kNone;
  AgencyLevel level = AgencyLevel::kUnknown;
  HeaderFlags flags;
};

/// From ô 2; where that is silent from `below_subject` (an organ printed as the last title line),
/// the subject's tail, the preamble's actor or the appendix line, in that order (3.7). The tail
/// names a place, whose committee it is unless the `notation` is another organ's.
[[nodiscard]] Issuer read_issuer(const HeaderInput& input, const Passage& subject,
                                 const Passage& below_subject, const TextField& notation);

/// The level of the issuer as the place and the day of the head tell it (13.12): "thành phố"
/// without a name is the city of the organ above, else of ô 4, a city below a province is of a
/// district's rank. `day`: ISO date, empty where it is not known.
[[nodiscard]] AgencyLevel infer_level_in_place(const Lexicon& lexicon, const Issuer& issuer,
                                               std::string_view place, std::string_view day);

/// The place of ô 4 with the marks of the list of places, where the issuer's name ends in the same
/// place; nothing where it is right or unknown.
[[nodiscard]] std::optional<std::string> correct_issue_place(const Lexicon& lexicon,
                                                             const Issuer& issuer,
                                                             std::string_view place);

}  // namespace codau::document
