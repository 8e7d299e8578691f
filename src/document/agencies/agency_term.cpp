#include "document/agencies/agency_term.h"

#include <algorithm>
#include <utility>

#include "document/agencies/gazetteer.h"

namespace codau::document {
namespace {

/// The later of two first days, the earlier of two last ones; empty is unbounded.
void narrow(AgencyTerm& term, std::string_view from, std::string_view to) {
  if (from > term.valid_from) term.valid_from = from;
  if (!to.empty() && (term.valid_to.empty() || to < term.valid_to)) term.valid_to = to;
}

/// A province goes on under its name whatever was joined to it; smaller places begin anew with the
/// reform, and the day tells which is meant. Places that the list lacks tell nothing.
void narrow_by_place(const Lexicon& lexicon, AgencyTerm& term, Level level, std::string_view place,
                     std::string_view as_of) {
  const auto validity = validity_of(lexicon, place);
  if (!validity) return;
  const bool is_province = validity->is_province;
  const bool is_new = validity->since_reform && (as_of >= kReform || !validity->before_reform);
  if (is_province && validity->before_reform && validity->since_reform) return;
  if (level == Level::kProvince && !is_province) return;
  if (is_new) {
    narrow(term, kReform, {});
  } else {
    narrow(term, {}, validity->last_end);
  }
}

}  // namespace

AgencyTerm term_of(const Lexicon& lexicon, const KnownAgency& known, Level level,
                   std::string_view place, std::string_view as_of) {
  AgencyTerm out;
  narrow(out, known.valid_from, known.valid_to);
  if (level == Level::kDistrict) narrow(out, {}, kReform);
  const bool is_office = known.name.starts_with("Phòng ");
  if (level == Level::kCommune && is_office) narrow(out, kReform, {});  // NĐ 150/2025/NĐ-CP
  if (!place.empty()) narrow_by_place(lexicon, out, level, place, as_of);
  const std::string later(successor_of_province(lexicon, place));
  if (known.successor.empty() && later.empty()) return out;
  out.successor = known.successor.empty() ? known.name : std::string(known.successor);
  out.successor_place = later.empty() ? std::string(place) : later;
  return out;
}

bool is_out_of_time(const AgencyTerm& term, std::string_view as_of) {
  if (as_of.empty()) return false;
  return as_of < term.valid_from || (!term.valid_to.empty() && as_of >= term.valid_to);
}

}  // namespace codau::document
