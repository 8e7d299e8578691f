#include "document/agencies/agency.h"

#include <algorithm>
#include <array>
#include <utility>

#include "document/agencies/agency_lexicon.h"
#include "document/agencies/agency_name.h"
#include "document/agencies/agency_split.h"
#include "document/agencies/agency_term.h"
#include "document/agencies/gazetteer.h"
#include "document/agencies/persons.h"
#include "document/words/passage.h"
#include "document/words/pattern.h"
#include "document/words/specks.h"

namespace codau::document {
namespace {

bool is_township(const AgencyContext& context) {
  return fold(context.place + ' ' + context.issuer_name).find("thi tran") != std::string::npos;
}

/// The level of a name whose own words do not tell (7.2).
Level default_level(const KnownAgency* known, const NameParts& parts,
                    const AgencyContext& context) {
  const bool by_department = fold(context.issuer_name).starts_with("so ");
  const bool is_office =
      known != nullptr && (known->level == Level::kDistrict || known->name.starts_with("Phòng "));
  if (parts.is_staff) return Level::kUnit;
  if (is_office && by_department && parts.unit.empty()) {
    return Level::kUnit;  // a phòng of the Sở that issues the plan
  }
  if (known != nullptr && known->level != Level::kUnknown) return known->level;
  const Level by_unit = level_of_unit(context.lexicon, parts.unit, parts.place, context.as_of);
  if (by_unit != Level::kUnknown) return by_unit;
  if (known != nullptr) return context.issuer_level;
  return level_of(context.lexicon, parts.core);
}

/// Levels that have their place from the issuer when none is printed.
bool is_of_issuer(Level level, const NameParts& parts, const AgencyContext& context) {
  const Level unit = level_of_unit(context.lexicon, parts.unit, parts.place, context.as_of);
  if (unit != Level::kUnknown) return unit == context.issuer_level;
  return level == Level::kUnit || level == Level::kParty || level == Level::kFront ||
         level == context.issuer_level;
}

/// "Hưng Yên" of a date line is "tỉnh Hưng Yên" for a province's organ, if the list knows just one
/// such place.
std::string with_unit_word(const AgencyContext& context) {
  const std::string& place = context.place;
  std::string found;
  for (const text::Entry& unit : context.lexicon.entries("unit_word")) {
    if (level_named(unit.type) != context.issuer_level) continue;
    const std::string name = std::string(unit.form) + ' ' + place;
    const auto above = superiors_of(context.lexicon, name, context.as_of);
    if (!above || above->province.empty() != (context.issuer_level == Level::kProvince)) continue;
    if (!found.empty()) return place;
    found = name;
  }
  return found.empty() ? place : found;
}

/// "xã Thanh Liệt" of "UBND xã Thanh Liệt"; where the issuer's name has no place, that of the
/// context.
std::string issuer_place(const AgencyContext& context) {
  const NameParts issuer = name_parts(context.lexicon, context.issuer_name, false);
  if (!issuer.place.empty()) return issuer.unit + ' ' + issuer.place;
  if (context.place.empty()) return {};
  return with_unit_word(context);
}

/// "thành phố" alone, in a document of a centrally run city or of what lies in it, is that city
/// (13.12), but where a city of a district's rank may be meant.
std::string central_city(const AgencyContext& context) {
  const std::string place = issuer_place(context);
  const auto above = superiors_of(context.lexicon, place, context.as_of);
  if (!above || fold(above->district).starts_with("thanh pho ")) return {};
  const std::string& city = above->province.empty() ? place : above->province;
  constexpr std::string_view kUnit = "thanh pho ";
  if (!fold(city).starts_with(kUnit)) return {};
  const Passage name = read_passage(city, Bytes{0, static_cast<std::uint32_t>(city.size())});
  return city.substr(name.to_text(kUnit.size()));
}

/// "huyện" alone, in a commune's plan, is the district that the commune lies in.
std::optional<std::string> superior_place(const std::string& place, const NameParts& parts,
                                          Level level, const AgencyContext& context) {
  const Level unit = parts.unit.empty()
                         ? level
                         : level_of_unit(context.lexicon, parts.unit, parts.place, context.as_of);
  if (unit != Level::kProvince && unit != Level::kDistrict) return std::nullopt;
  const auto above = superiors_of(context.lexicon, place, context.as_of);
  if (!above) return std::nullopt;
  const std::string& found = unit == Level::kProvince ? above->province : above->district;
  const bool fits = parts.unit.empty() || fold(found).starts_with(fold(parts.unit) + ' ');
  if (found.empty() || !fits) return std::nullopt;
  return found;
}

std::optional<std::string> place_of(const NameParts& parts, Level level,
                                    const AgencyContext& context) {
  if (level == Level::kCentral) return std::nullopt;
  if (!parts.place.empty()) return parts.unit + ' ' + parts.place;
  std::string place = issuer_place(context);
  if (!is_of_issuer(level, parts, context)) return superior_place(place, parts, level, context);
  if (place.empty()) return std::nullopt;
  return place;
}

double confidence_of(const AgencyMention& mention) {
  switch (mention.method) {
    case AgencyMethod::kExact:
      return 1;
    case AgencyMethod::kAbbreviation:
    case AgencyMethod::kProtected:
      return 0.95;
    case AgencyMethod::kTiling:
    case AgencyMethod::kFuzzy:
      return 0.7;
    case AgencyMethod::kNone:
      break;
  }
  return mention.is_collective ? 0.9 : 0.5;
}

void resolve(AgencyMention& mention, const NameParts& parts, const AgencyItem& item,
             const AgencyContext& context) {
  const KnownAgency* known = known_name(context.lexicon, parts.core);
  const bool is_similar = known == nullptr && parts.core.size() > 8 && !mention.is_collective;
  if (is_similar) known = similar_name(context.lexicon, parts.core);
  mention.level = default_level(known, parts, context);
  mention.place = place_of(parts, mention.level, context);
  if (mention.is_collective) return;
  if (known != nullptr) {
    mention.method = is_similar          ? AgencyMethod::kFuzzy
                     : item.is_tile      ? AgencyMethod::kTiling
                     : parts.is_expanded ? AgencyMethod::kAbbreviation
                                         : AgencyMethod::kExact;
    if (mention.place || mention.level == Level::kCentral) {
      mention.agency_name = canonical_name(*known, mention.level, mention.place);
      mention.term = term_of(context.lexicon, *known, mention.level, mention.place.value_or(""),
                             context.as_of);
    }
  } else if (is_compound(context.lexicon, parts.core)) {
    mention.method = AgencyMethod::kProtected;
  }
}

void add_reasons(AgencyMention& mention, const AgencyItem& item, const AgencyContext& context) {
  const auto add = [&](const char* code) { mention.reasons.emplace_back(code); };
  const bool is_person = end_of_person(mention.raw) > 0;
  if (!mention.agency_name && !mention.is_collective && !is_person) add("AGENCY_UNKNOWN");
  if (item.is_ambiguous) add("AGENCY_DASH_AMBIGUOUS");
  if (item.is_tile) add("AGENCY_SPLIT_INFERRED");
  if (mention.method == AgencyMethod::kFuzzy) add("AGENCY_FUZZY");
  const bool is_late_district =  // also a group of them, or one that the list lacks (7.1)
      mention.level == Level::kDistrict && context.as_of >= kReform;
  if (is_late_district || is_out_of_time(mention.term, context.as_of)) add("AGENCY_OUT_OF_TIME");
}

/// Without the bracket at its end that names no agency: "Sở Y tế (cơ quan thường trực)".
Passage without_remark(const Passage& name) {
  static const Pattern kRemark(R"( ?\(([^()]*)\)$)");
  const auto remark = kRemark.find(name.key);
  if (!remark || remark->whole().begin == 0) return name;
  const std::string_view said = slice(name.text, name.in_text(*remark->groups[1]));
  if (begins_with_capital(said)) return name;
  return part(name, {0, name.in_text(remark->whole()).begin});
}

AgencyMention mention_of(const AgencyItem& item, AgencyRole role, const AgencyContext& context) {
  AgencyMention out;
  const Passage name = without_dirt(without_remark(item.text));
  out.role = role;
  out.raw = name.text;
  out.source = name.in_document(name.all());
  const std::string printed = item.head.empty() ? out.raw : item.head + ' ' + out.raw;
  out.norm = written_out(context.lexicon, printed, is_township(context));
  out.is_collective = is_collective(out.norm);
  NameParts parts = name_parts(context.lexicon, printed, is_township(context));
  if (parts.place.empty() && fold(parts.unit) == "thanh pho") parts.place = central_city(context);
  resolve(out, parts, item, context);
  if (parts.is_staff && !out.is_collective)
    out.norm = parts.core;  // 7.7: the office, not who holds it
  add_reasons(out, item, context);
  out.confidence = confidence_of(out);
  return out;
}

/// data/lexicon/levels.tsv, role "level_word".
struct LevelPatterns {
  explicit LevelPatterns(const Lexicon& lexicon)
      : party("(?:^| )" + any_form(lexicon, "level_word", "party") + "(?:[^a-z]|$)"),
        front("(?:^| )" + any_form(lexicon, "level_word", "front") + "(?:[^a-z]|$)"),
        village("(?:^|cac |truong )" + any_form(lexicon, "level_word", "village") + "(?:[ ,]|$)"),
        unit("(?:cac )?" + any_form(lexicon, "level_word", "unit") + "(?:[^a-z]|$)") {}

  Pattern party, front, village, unit;
};

}  // namespace

Level level_named(std::string_view name) {
  struct Named {
    std::string_view name;
    Level level;
  };
  static constexpr auto kNamed = std::to_array<Named>({{"central", Level::kCentral},
                                                       {"province", Level::kProvince},
                                                       {"district", Level::kDistrict},
                                                       {"commune", Level::kCommune},
                                                       {"village", Level::kVillage},
                                                       {"unit", Level::kUnit},
                                                       {"party", Level::kParty},
                                                       {"front", Level::kFront},
                                                       {"other", Level::kOther}});
  const auto* const found = std::ranges::find(kNamed, name, &Named::name);
  return found == kNamed.end() ? Level::kUnknown : found->level;
}

std::string canonical_name(const KnownAgency& known, Level level,
                           const std::optional<std::string>& place) {
  const bool inside = level == Level::kUnit || level == Level::kCentral;
  return std::string(known.name) + (inside || !place ? std::string() : ' ' + *place);
}

const KnownAgency* known_agency(const Lexicon& lexicon, std::string_view nfc) {
  return known_name(lexicon, name_parts(lexicon, nfc, false).core);
}

std::vector<AgencyMention> split_agencies(std::string_view nfc, AgencyRole role,
                                          const AgencyContext& context) {
  std::vector<AgencyMention> out;
  const std::vector<AgencyItem> items = split_items(context.lexicon, nfc);
  if (items.size() > kMostAgencies) return {};
  for (const AgencyItem& item : items) {
    AgencyMention mention = mention_of(item, role, context);
    if (!mention.norm.empty()) out.push_back(std::move(mention));  // dashes and dots name nobody
  }
  return out;
}

bool is_agency(const Lexicon& lexicon, std::string_view nfc) {
  return has_head_word(lexicon, nfc) || is_known_name(lexicon, nfc) || end_of_person(nfc) > 0;
}

Level level_of(const Lexicon& lexicon, std::string_view nfc) {
  const NameParts parts = name_parts(lexicon, nfc, false);
  if (const KnownAgency* known = known_name(lexicon, parts.core); known != nullptr) {
    if (known->level != Level::kUnknown) return known->level;
  }
  const std::string key = fold(parts.core);
  const LevelPatterns& words = lexicon.made<LevelPatterns>();
  if (words.party.find(key)) return Level::kParty;
  if (words.front.find(key)) return Level::kFront;
  const Level unit = level_of_unit(lexicon, parts.unit, parts.place);
  if (unit != Level::kUnknown) return unit;
  if (words.village.find(key)) return Level::kVillage;
  static const Pattern kDepartment(R"((?:Các |các )?(?:Sở|sở|SỞ|So)(?:[ ,]|$))");
  static const Pattern kMinistry(R"((?:Các |các )?(?:Bộ|BỘ) \p{Lu})");
  if (kDepartment.at_start(parts.core)) return Level::kProvince;
  if (kMinistry.at_start(parts.core) && !key.starts_with("bo chi huy")) return Level::kCentral;
  if (key.starts_with("phong ")) return Level::kDistrict;
  if (words.unit.at_start(key)) return Level::kUnit;
  return Level::kUnknown;
}

std::string normal_name(const Lexicon& lexicon, std::string_view nfc) {
  return written_out(lexicon, nfc, false);
}

}  // namespace codau::document
