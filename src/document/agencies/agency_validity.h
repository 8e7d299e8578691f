// document/agencies/agency_validity.h — from when to when an agency has been there, and who came
// after it (standards 7.1, 7.3).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "document/agencies/agency.h"

namespace codau::document {

/// The term of `known` at `place` ("xã Thanh Liệt"; empty for none) that holds the day `as_of`: the
/// shorter of what the list says of the name and what the list of places says of the place.
/// Districts and their offices end with 2025-06-30.
[[nodiscard]] AgencyValidity find_validity(const Lexicon& lexicon, const KnownAgency& known,
                                           AgencyLevel level, std::string_view place,
                                           std::string_view as_of);

/// True when `as_of` lies outside of the term; an empty day lies in any.
[[nodiscard]] bool is_outside_validity(const AgencyValidity& term, std::string_view as_of);

}  // namespace codau::document
