#include "document/agencies/agency_validity.h"

#include <algorithm>
#include <utility>

#include "document/agencies/gazetteer.h"

namespace codau::document {
namespace {

/// The later of two first days, the earlier of two last ones; empty is unbounded.
void narrow(AgencyValidity& term, std::string_view from, std::string_view to) {
  if (from > term.valid_from) term.valid_from = from;
  if (!to.empty() && (term.valid_to.empty() || to < term.valid_to)) term.valid_to = to;
}

/// A province goes on under its name whatever was joined to it; smaller places begin anew with the
/// reform, and the day tells which is meant. Places that the list lacks tell nothing.
void narrow_by_place(const Lexicon& lexicon, AgencyValidity& term, AgencyLevel level,
                     std::string_view place, std::string_view as_of) {
  const auto validity = find_place_validity(lexicon, place);
  if (!validity) return;
  const bool is_province = validity->is_province;
  const bool is_new = validity->since_reform && (as_of >= kReformDate || !validity->before_reform);
  if (is_province && validity->before_reform && validity->since_reform) return;
  if (level == AgencyLevel::kProvince && !is_province) return;
  if (is_new) {
    narrow(term, kReformDate, {});
  } else {
    narrow(term, {}, validity->last_end);
  }
}

}  // namespace

AgencyValidity find_validity(const Lexicon& lexicon, const KnownAgency& known, AgencyLevel level,
                             std::string_view place, std::string_view as_of) {
  AgencyValidity out;
  narrow(out, known.valid_from, known.valid_to);
  if (level == AgencyLevel::kDistrict) narrow(out, {}, kReformDate);
  const bool is_office = known.name.starts_with("Phòng ");
  if (level == AgencyLevel::kCommune && is_office)
    narrow(out, kReformDate, {});  // NĐ 150/2025/NĐ-CP
  if (!place.empty()) narrow_by_place(lexicon, out, level, place, as_of);
  const std::string later(find_province_successor(lexicon, place));
  if (known.successor.empty() && later.empty()) return out;
  out.successor = known.successor.empty() ? known.name : std::string(known.successor);
  out.successor_place = later.empty() ? std::string(place) : later;
  return out;
}

bool is_outside_validity(const AgencyValidity& term, std::string_view as_of) {
  if (as_of.empty()) return false;
  return as_of < term.valid_from || (!term.valid_to.empty() && as_of >= term.valid_to);
}

}  // namespace codau::document
