#include "record/rows/agency_rows.h"

#include <utility>

#include "record/schema/codes.h"
#include "record/schema/ids.h"
#include "record/schema/typed_row.h"
#include "text/unicode.h"

namespace codau::record {
namespace {

using document::AgencyMention;

constexpr std::string_view kAbove = ", ";

struct Heir {
  AgencyMention agency;
  AgencyIssuer issuer;  ///< organ to which the unit belongs
};

/// Returns the successor of an inner unit whose organ has ended: the unit of the organ's successor.
std::optional<Heir> heir_in_successor(const document::KnownAgency* later,
                                      const AgencyMention& agency, const AgencyIssuer& issuer) {
  // The name of another level holds its place.
  const bool has_name = later != nullptr || agency.level == document::AgencyLevel::kUnit;
  if (issuer.successor_id.empty() || !has_name) return std::nullopt;
  Heir out{agency, {}};
  out.issuer.agency_id = issuer.successor_id;
  if (agency.place && !issuer.successor_place.empty()) out.agency.place = issuer.successor_place;
  return out;
}

std::optional<Heir> heir_of(const text::Lexicon& lexicon, const AgencyMention& agency,
                            const AgencyIssuer& issuer) {
  const document::KnownAgency* const later =
      agency.validity.successor.empty()
          ? nullptr
          : document::find_known_agency(lexicon, agency.validity.successor);
  std::optional<Heir> out;
  if (agency.is_inner && !issuer.valid_to.empty()) {
    out = heir_in_successor(later, agency, issuer);
  } else if (later != nullptr) {
    out = Heir{agency, issuer};
    if (agency.place && *agency.place != agency.validity.successor_place) {
      out->agency.place = agency.validity.successor_place;
      out->agency.above.clear();
      out->agency.is_place_in_doubt = false;
    }
  }
  if (!out) return out;
  AgencyMention& next = out->agency;
  next.validity = {};
  if (later != nullptr) {
    next.agency_name = document::make_canonical_name(lexicon, later->name, next.level, next.place);
    next.validity.valid_from = later->valid_from;
  }
  return out;
}

/// Returns the place, followed by the places above if several places share its name: "xã Tân Lập,
/// huyện Lục Yên, tỉnh Yên Bái".
std::string whole_place(const AgencyMention& agency) {
  const std::string place = agency.place.value_or("");
  return agency.above.empty() ? place : place + std::string(kAbove) + agency.above;
}

/// Returns the day after the last day of an agency. An inner unit ends with its organ at the
/// latest.
std::string find_end_date(const AgencyMention& agency, const AgencyIssuer& issuer) {
  const std::string& own = agency.validity.valid_to;
  if (!agency.is_inner || issuer.valid_to.empty()) return own;
  return own.empty() || issuer.valid_to < own ? issuer.valid_to : own;
}

}  // namespace

AgencyIssuer find_issuer(const std::string& agency_id,
                         const std::function<const Row*(const std::string&)>& find) {
  AgencyIssuer out{agency_id, {}, {}, {}};
  const Row* const row = agency_id.empty() ? nullptr : find(agency_id);
  if (row == nullptr) return out;
  const ConstCells<Agencies> agency(*row);
  out.valid_to = agency.text(Agencies::valid_to);
  out.successor_id = agency.text(Agencies::successor_id);
  if (out.successor_id.empty()) return out;
  if (const Row* const later = find(out.successor_id); later != nullptr)
    out.successor_place = ConstCells<Agencies>(*later).text(Agencies::place);
  if (const auto above = out.successor_place.find(kAbove); above != std::string::npos)
    out.successor_place.resize(above);
  return out;
}

std::optional<std::string> agency_id(const AgencyMention& agency, std::string_view issuer,
                                     std::string_view doc_id) {
  if (!agency.agency_name || (agency.needs_issuer && issuer.empty())) return std::nullopt;
  std::string key = "agency|" + text::tone_key(*agency.agency_name) + '|' + to_code(agency.level) +
                    '|' + text::tone_key(agency.place.value_or("")) + '|' +
                    agency.validity.valid_from;
  if (agency.needs_issuer) key.append("|").append(issuer);
  if (!agency.above.empty()) key.append("|").append(text::tone_key(agency.above));
  if (agency.is_place_in_doubt) key.append("|").append(doc_id);
  return make_uuid(key);
}

std::vector<Row> make_agency_rows(const text::Lexicon& lexicon, const AgencyMention& agency,
                                  const AgencyIssuer& issuer, std::string_view doc_id) {
  const auto id = agency_id(agency, issuer.agency_id, doc_id);
  if (!id) return {};
  std::vector<Row> out;
  std::optional<std::string> successor;
  if (const auto heir = heir_of(lexicon, agency, issuer)) {
    successor = agency_id(heir->agency, heir->issuer.agency_id, doc_id);
    out = make_agency_rows(lexicon, heir->agency, heir->issuer, doc_id);
  }
  const std::string& name = *agency.agency_name;
  const document::KnownAgency* const known = document::find_known_agency(lexicon, name);
  const char* const unlisted = agency.level == document::AgencyLevel::kUnit ? "unit" : "organ";
  AgencyRow row;
  row.set(Agencies::agency_id, *id)
      .set(Agencies::name, name)
      .set(Agencies::name_key, text::fold_key(name));
  row.set(Agencies::level, to_code(agency.level))
      .set(Agencies::place, to_text_value(whole_place(agency)));
  row.set(Agencies::kind, std::string(known == nullptr ? unlisted : known->kind));
  if (known != nullptr)
    row.set(Agencies::short_name, to_text_value(std::string(known->short_name)));
  if (agency.is_inner) row.set(Agencies::parent_agency_id, to_text_value(issuer.agency_id));
  row.set(Agencies::valid_from, to_text_value(agency.validity.valid_from));
  row.set(Agencies::valid_to, to_text_value(find_end_date(agency, issuer)));
  row.set(Agencies::successor_id, successor);
  row.set(Agencies::source, std::string(known == nullptr ? "document" : "codau"));
  out.push_back(row.take());
  return out;
}

}  // namespace codau::record
