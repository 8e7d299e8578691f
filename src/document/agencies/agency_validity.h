// document/agencies/agency_validity.h — finds out from when to when an agency exists, and which
// agency follows (standards 7.1, 7.3).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "document/agencies/agency.h"

namespace codau::document {

/// Returns the validity of `known` at `place` ("xã Thanh Liệt"; empty for none) that contains the
/// day `as_of`. It is the shorter of two: that of the agency, and that of the place. Districts and
/// their offices end on 2025-06-30.
[[nodiscard]] AgencyValidity find_validity(const Lexicon& lexicon, const KnownAgency& known,
                                           AgencyLevel level, std::string_view place,
                                           std::string_view as_of);

/// Returns true if the day `as_of` is outside `term`. An empty day is inside any.
[[nodiscard]] bool is_outside_validity(const AgencyValidity& term, std::string_view as_of);

}  // namespace codau::document
