#include "record/names.h"

#include <array>

#include "document/references/document_type.h"

namespace codau::record {
namespace {

template <class Enum, std::size_t N>
std::string pick(const std::array<std::string_view, N>& names, Enum value) {
  return std::string(names.at(static_cast<std::size_t>(value)));
}

using Name = std::string_view;

}  // namespace

std::string name_of(document::Basis basis) {
  return pick(std::to_array<Name>({"read", "inferred", "xref", "default", "human"}), basis);
}
std::string name_of(document::SectionKind kind) {
  return pick(std::to_array<Name>({"header", "heading", "para", "bullet", "table", "appendix",
                                   "closing", "recipients", "signature", "note"}),
              kind);
}
std::string name_of(document::DeadlineKind kind) {
  return pick(
      std::to_array<Name>({"fixed", "interval", "open", "month", "quarter", "half_year", "year",
                           "recurring", "continuous", "event", "relative", "by_rule",
                           "by_other_plan", "immediate", "on_request", "none", "unparsed"}),
      kind);
}
std::string name_of(document::DueOp op) {
  return pick(std::to_array<Name>({"before", "by", "on", "after"}), op);
}
std::string name_of(document::AgencyRole role) {
  return pick(std::to_array<Name>({"lead", "coop", "report_to", "approve", "monitor"}), role);
}
std::string name_of(document::AgencyMethod method) {
  return pick(std::to_array<Name>({"exact", "abbr", "protected", "tiling", "fuzzy", "none"}),
              method);
}
std::string name_of(document::Relation relation) {
  return pick(
      std::to_array<Name>({"basis", "implements", "mentions", "self", "amends", "replaces"}),
      relation);
}
std::string name_of(document::Recipient::Purpose purpose) {
  return pick(std::to_array<Name>({"unknown", "report", "info", "implement", "archive"}), purpose);
}
std::string name_of(document::Priority priority) {
  return pick(std::to_array<Name>({"normal", "khan", "thuong_khan", "hoa_toc"}), priority);
}
std::string name_of(document::Secrecy secrecy) {
  return pick(std::to_array<Name>({"none", "mat", "toi_mat", "tuyet_mat"}), secrecy);
}
std::string name_of(document::OrganBasis basis) {
  return pick(std::to_array<Name>({"", "zone2", "subject", "preamble", "appendix"}), basis);
}
std::string name_of(document::Level level) {
  return pick(std::to_array<Name>({"other", "central", "province", "district", "commune", "village",
                                   "unit", "party", "front", "other"}),
              level);
}

document::Level level_named(std::string_view name) {
  using enum document::Level;
  for (const document::Level level :
       {kCentral, kProvince, kDistrict, kCommune, kVillage, kUnit, kParty, kFront, kOther}) {
    if (name_of(level) == name) return level;
  }
  return kUnknown;
}

std::optional<std::string> tt05_type(const text::Lexicon& lexicon, std::string_view type_code) {
  const auto type = document::cited_type(lexicon, type_code);
  if (!type || type->code != type_code || type->number == 0) return std::nullopt;
  const std::string number = std::to_string(type->number);
  return number.size() == 1 ? "0" + number : number;
}

}  // namespace codau::record
