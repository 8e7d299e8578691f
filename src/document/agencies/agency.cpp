#include "document/agencies/agency.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "document/agencies/agency_lexicon.h"
#include "document/agencies/agency_name.h"
#include "document/agencies/agency_split.h"
#include "document/agencies/agency_validity.h"
#include "document/agencies/gazetteer.h"
#include "document/agencies/name_form.h"
#include "document/agencies/persons.h"
#include "document/words/passage.h"
#include "document/words/pattern.h"
#include "document/words/strip_specks.h"
#include "text/syllable.h"
#include "text/unicode.h"

namespace codau::document {
namespace {

bool is_township(const AgencyContext& context) {
  return fold(context.place + ' ' + context.issuer_name).find("thi tran") != std::string::npos;
}

/// The level of a name whose own words do not tell (7.2).
AgencyLevel default_level(const KnownAgency* known, const AgencyNameParts& parts,
                          const AgencyContext& context) {
  const bool by_department = fold(context.issuer_name).starts_with("so ");
  const bool is_office = known != nullptr && (known->level == AgencyLevel::kDistrict ||
                                              known->name.starts_with("Phòng "));
  if (parts.is_staff) return AgencyLevel::kUnit;
  if (is_office && by_department && parts.unit.empty()) {
    return AgencyLevel::kUnit;  // a phòng of the Sở that issues the plan
  }
  if (known != nullptr && known->level != AgencyLevel::kUnknown) return known->level;
  const AgencyLevel by_unit =
      find_unit_level(context.lexicon, parts.unit, parts.place, context.as_of);
  if (by_unit != AgencyLevel::kUnknown) return by_unit;
  if (known != nullptr) return context.issuer_level;
  return infer_level(context.lexicon, parts.core);
}

/// Levels that have their place from the issuer when none is printed.
bool is_of_issuer(AgencyLevel level, const AgencyNameParts& parts, const AgencyContext& context) {
  const AgencyLevel unit = find_unit_level(context.lexicon, parts.unit, parts.place, context.as_of);
  if (unit != AgencyLevel::kUnknown) return unit == context.issuer_level;
  return level == AgencyLevel::kUnit || level == AgencyLevel::kParty ||
         level == AgencyLevel::kFront || level == context.issuer_level;
}

/// "Hưng Yên" of a date line is "tỉnh Hưng Yên" for a province's organ, if the list knows just one
/// such place.
std::string with_unit_word(const AgencyContext& context) {
  const std::string& place = context.place;
  std::string found;
  for (const text::LexiconEntry& unit : context.lexicon.entries("unit_word")) {
    if (parse_level(unit.type) != context.issuer_level) continue;
    const std::string name = std::string(unit.form) + ' ' + place;
    const auto above = find_superiors(context.lexicon, name, context.as_of);
    if (!above || above->province.empty() != (context.issuer_level == AgencyLevel::kProvince))
      continue;
    if (!found.empty()) return place;
    found = name;
  }
  return found.empty() ? place : found;
}

/// The place that an organ's name prints, with its unit word; empty where it prints none.
std::string printed_place(const Lexicon& lexicon, std::string_view organ) {
  const AgencyNameParts parts = split_agency_name(lexicon, organ, false);
  return parts.place.empty() ? std::string() : parts.unit + ' ' + parts.place;
}

AgencyLevel level_of_place(std::string_view place, const AgencyContext& context) {
  for (const text::LexiconEntry& unit : context.lexicon.entries("unit_word")) {
    const std::string word = fold(unit.form) + ' ';
    if (!fold(place).starts_with(word)) continue;
    const Passage name =
        read_passage(place, ByteRange{0, static_cast<std::uint32_t>(place.size())});
    return find_unit_level(context.lexicon, unit.form, place.substr(name.to_text(word.size())),
                           context.as_of);
  }
  return AgencyLevel::kUnknown;
}

/// Of places of one name those that lie in a district that is known, with its province where two
/// do; where none does, those that lie in such a province.
std::vector<PlaceSuperiors> within(const std::vector<PlaceSuperiors>& all,
                                   const std::vector<std::string>& known) {
  const auto those = [&](const std::vector<PlaceSuperiors>& of, auto part) {
    std::vector<PlaceSuperiors> out;
    std::ranges::copy_if(of, std::back_inserter(out), [&](const PlaceSuperiors& one) {
      return std::ranges::find(known, fold(one.*part)) != known.end();
    });
    return out;
  };
  const std::vector<PlaceSuperiors> near = those(all, &PlaceSuperiors::district);
  if (near.size() == 1) return near;
  const std::vector<PlaceSuperiors> far =
      those(near.empty() ? all : near, &PlaceSuperiors::province);
  return far.empty() ? near : far;
}

/// What lies above a place.
struct Above {
  std::optional<PlaceSuperiors> found;  ///< nothing where the list lacks the place, or in doubt
  bool is_shared = false;               ///< others have the name, too
};

/// Of places of one name the one that the head of the document tells: who issued it, the organ
/// above that, the date line; where they do not, the one that its text does.
Above above_of(const std::string& place, const AgencyContext& context) {
  const std::vector<PlaceSuperiors> all = find_all_superiors(context.lexicon, place, context.as_of);
  if (all.size() == 1) return {all.front(), false};
  if (all.empty()) return {};
  std::vector<std::string> known = {fold(context.place)};
  for (const text::LexiconEntry& unit : context.lexicon.entries("unit_word")) {
    if (unit.type == "province" || unit.type == "district")
      known.push_back(fold(unit.form) + ' ' + known.front());
  }
  for (const std::string& organ : {context.issuer_name, context.governing_name}) {
    const std::string printed = printed_place(context.lexicon, organ);
    if (printed.empty()) continue;
    known.push_back(fold(printed));
    const std::vector<PlaceSuperiors> higher =
        find_all_superiors(context.lexicon, printed, context.as_of);
    if (higher.size() == 1) {
      known.push_back(fold(higher.front().district));
      known.push_back(fold(higher.front().province));
    }
  }
  std::erase(known, std::string());
  std::vector<PlaceSuperiors> found = within(all, known);
  if (found.size() != 1) {
    known.insert(known.end(), context.named_places.begin(), context.named_places.end());
    found = within(all, known);
  }
  if (found.size() != 1) return {std::nullopt, true};
  return {std::move(found.front()), true};
}

/// "xã Thanh Liệt" of "UBND xã Thanh Liệt"; where the issuer's name has no place, that of the organ
/// above it, if it is of its level, or that of the context.
std::string issuer_place(const AgencyContext& context) {
  std::string printed = printed_place(context.lexicon, context.issuer_name);
  if (!printed.empty()) return printed;
  std::string above = printed_place(context.lexicon, context.governing_name);
  if (!above.empty() && level_of_place(above, context) == context.issuer_level) return above;
  if (context.place.empty()) return {};
  return with_unit_word(context);
}

/// "thành phố" alone, in a document of a centrally run city or of what lies in it, is that city
/// (13.12), but where a city of a district's rank may be meant.
std::string central_city(const AgencyContext& context) {
  const std::string place = issuer_place(context);
  const auto above = above_of(place, context).found;
  if (!above || fold(above->district).starts_with("thanh pho ")) return {};
  const std::string& city = above->province.empty() ? place : above->province;
  constexpr std::string_view kUnit = "thanh pho ";
  if (!fold(city).starts_with(kUnit)) return {};
  const Passage name = read_passage(city, ByteRange{0, static_cast<std::uint32_t>(city.size())});
  return city.substr(name.to_text(kUnit.size()));
}

/// "huyện" alone, in a commune's plan, is the district that the commune lies in.
std::optional<std::string> superior_place(const std::string& place, const AgencyNameParts& parts,
                                          AgencyLevel level, const AgencyContext& context) {
  const AgencyLevel unit =
      parts.unit.empty() ? level
                         : find_unit_level(context.lexicon, parts.unit, parts.place, context.as_of);
  if (unit != AgencyLevel::kProvince && unit != AgencyLevel::kDistrict) return std::nullopt;
  const auto above = above_of(place, context).found;
  if (!above) return std::nullopt;
  const std::string& found = unit == AgencyLevel::kProvince ? above->province : above->district;
  const bool fits = parts.unit.empty() || fold(found).starts_with(fold(parts.unit) + ' ');
  if (found.empty() || !fits) return std::nullopt;
  return found;
}

/// Whether a place is one that is meant by a unit word, or by a level where none is printed.
bool fits(const std::string& place, const AgencyNameParts& parts, AgencyLevel level,
          const AgencyContext& context) {
  if (!parts.unit.empty()) return fold(place).starts_with(fold(parts.unit) + ' ');
  return !place.empty() && level_of_place(place, context) == level;
}

/// Above the place ("huyện Vân Hồ": "tỉnh Sơn La"), the one that is meant; empty for none.
std::string above_place(const std::string& place, const AgencyNameParts& parts, AgencyLevel level,
                        const AgencyContext& context) {
  const auto above = above_of(place, context).found;
  if (!above) return {};
  for (const std::string& one : {above->district, above->province}) {
    if (fits(one, parts, level, context)) return one;
  }
  return {};
}

/// "Công an xã" in a school's plan, "UBND huyện" in one of its Party committee: the place of that
/// unit or level that the document speaks of, by its issuer, the organ above it or, where neither
/// has a place that is known, its date line.
std::optional<std::string> spoken_place(const AgencyNameParts& parts, AgencyLevel level,
                                        const AgencyContext& context) {
  std::vector<std::string> known = {issuer_place(context),
                                    printed_place(context.lexicon, context.governing_name)};
  const bool is_dated_there = level_of_place(known.front(), context) == AgencyLevel::kUnknown;
  for (const text::LexiconEntry& unit : context.lexicon.entries("unit_word")) {
    std::string name = std::string(unit.form) + ' ' + context.place;
    if (is_dated_there && !context.place.empty() &&
        find_superiors(context.lexicon, name, context.as_of))
      known.push_back(std::move(name));
  }
  const auto nearest = std::ranges::find_if(
      known, [&](const std::string& place) { return fits(place, parts, level, context); });
  if (nearest != known.end()) return *nearest;
  std::string found;
  for (const std::string& place : known) {
    const std::string above = above_place(place, parts, level, context);
    if (above.empty()) continue;
    if (!found.empty() && fold(found) != fold(above)) return std::nullopt;  // in doubt
    found = above;
  }
  if (found.empty()) return std::nullopt;
  return found;
}

std::optional<std::string> place_of(const AgencyNameParts& parts, AgencyLevel level,
                                    const AgencyContext& context) {
  if (level == AgencyLevel::kCentral) return std::nullopt;
  if (!parts.place.empty()) return parts.unit + ' ' + parts.place;
  std::string place = issuer_place(context);
  if (is_of_issuer(level, parts, context)) {
    if (place.empty()) return std::nullopt;
    return place;
  }
  if (auto above = superior_place(place, parts, level, context)) return above;
  const bool is_of_place = !parts.unit.empty() || level == AgencyLevel::kProvince ||
                           level == AgencyLevel::kDistrict || level == AgencyLevel::kCommune;
  if (!is_of_place || is_collective(parts.core + ' ' + parts.unit)) return std::nullopt;
  return spoken_place(parts, level, context);
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

/// data/lexicon/head_words.tsv: what tells an organ of the issuer from others.
struct OrganPatterns {
  explicit OrganPatterns(const Lexicon& lexicon)
      : outside(make_printed_pattern(lexicon, "outside_head") + "(?: |$)"),
        over_place(make_printed_pattern(lexicon, "territory_head") + "(?: |$)") {}

  Pattern outside;     ///< no unit of another organ
  Pattern over_place;  ///< issuers that speak for a place, not for an organ with units of its own
};

/// Whether the issuer is an organ with units ("Sở Nội vụ"), not a committee that speaks for a
/// place.
bool has_units(const AgencyContext& context) {
  if (context.issuer_name.empty()) return false;
  const OrganPatterns& patterns = context.lexicon.cached<OrganPatterns>();
  const std::string issuer =
      text::to_lower(write_out_name(context.lexicon, context.issuer_name, false));
  return !patterns.over_place.at_start(issuer);
}

/// Names one organ, although the list lacks it: "Ban Quản lý rừng phòng hộ", no post and no person.
bool names_organ(const AgencyMention& mention, const AgencyNameParts& parts,
                 const Lexicon& lexicon) {
  constexpr std::size_t kMostWords = 16;
  const std::string name = text::to_lower(parts.core);
  return !mention.is_collective && !parts.is_staff &&
         (count_words(name) > 1 || !parts.unit.empty()) && count_words(name) <= kMostWords &&
         find_person_end(lexicon, mention.raw) == 0 && begins_with_organ(lexicon, name);
}

/// An organ that the list lacks is of its printed place; else a unit of an issuer that has units;
/// else of the issuer's place.
void resolve_unlisted(AgencyMention& mention, const AgencyNameParts& parts,
                      const AgencyContext& context) {
  const std::string name = text::to_lower(parts.core);
  const bool is_office = name.starts_with("phòng ");
  const bool is_outside =
      context.lexicon.cached<OrganPatterns>().outside.at_start(name).has_value();
  const bool is_village = mention.level == AgencyLevel::kVillage;
  const bool is_central = mention.level == AgencyLevel::kCentral;
  mention.is_inner = parts.unit.empty() && !is_outside && !is_central && has_units(context);
  if (mention.is_inner) {
    if (mention.level != AgencyLevel::kFront) mention.level = AgencyLevel::kUnit;
    const std::string place = issuer_place(context);
    mention.place = place.empty() ? std::nullopt : std::optional(place);
  } else if (parts.unit.empty() && !mention.place && !is_central) {
    if (is_office && context.issuer_level == AgencyLevel::kProvince)
      return;  // of an organ not named
    const std::string place = issuer_place(context);
    if (place.empty()) return;
    mention.place = place;
    const bool is_known_level = mention.level != AgencyLevel::kUnknown && !is_office;
    if (!is_known_level) mention.level = level_of_place(place, context);
  }
  if (!mention.is_inner && !mention.place && !is_central) return;
  mention.needs_issuer = mention.is_inner || is_village;
  mention.agency_name =
      make_canonical_name(context.lexicon, parts.core, mention.level, mention.place);
  KnownAgency unlisted;
  unlisted.name = parts.core;
  mention.validity = find_validity(context.lexicon, unlisted, mention.level,
                                   mention.place.value_or(""), context.as_of);
  mention.validity.successor.clear();
  mention.validity.successor_place.clear();
}

/// A unit of the list without a place of its own is the issuer's, where that is more than a place;
/// a post is told by its name.
void set_inner(AgencyMention& mention, const AgencyNameParts& parts, const KnownAgency& known,
               const AgencyContext& context) {
  const bool is_unit = mention.level == AgencyLevel::kUnit && known.kind != "post";
  const bool is_here = parts.unit.empty() || mention.place == issuer_place(context);
  if (!is_unit || !is_here || context.issuer_name.empty()) return;
  mention.is_inner = mention.needs_issuer = has_units(context);
}

/// A name of nothing but syllables and numbers is no damaged one, where all is as it was printed:
/// "Trung tâm Khuyến công" is not "Trung tâm Khuyến nông".
bool is_well_spelled(std::string_view name) {
  static const Pattern kWord(R"([\p{L}\d]+)"), kSigns(R"([\p{L}\d ,;.&/()-]+)");
  if (!kSigns.is_full_match(name)) return false;
  for (std::size_t at = 0; const auto found = kWord.find(name, at);) {
    const std::string_view word = found->of(name, 0);
    at = found->whole().end;
    const bool is_number = word.find_first_not_of("0123456789") == std::string_view::npos;
    if (!is_number && !text::is_legal_toned_syllable(text::to_lower(word))) return false;
  }
  return true;
}

void resolve(AgencyMention& mention, const AgencyNameParts& parts, const AgencyItem& item,
             const AgencyContext& context) {
  const KnownAgency* known = find_known_name(context.lexicon, parts.core);
  const bool is_similar = known == nullptr && parts.core.size() > 8 && !mention.is_collective &&
                          (context.may_be_misread || !is_well_spelled(parts.core));
  if (is_similar) known = find_similar_name(context.lexicon, parts.core);
  mention.level = default_level(known, parts, context);
  mention.place = place_of(parts, mention.level, context);
  if (mention.is_collective) return;
  if (known != nullptr) {
    mention.method = is_similar          ? AgencyMethod::kFuzzy
                     : item.is_tile      ? AgencyMethod::kTiling
                     : parts.is_expanded ? AgencyMethod::kAbbreviation
                                         : AgencyMethod::kExact;
    set_inner(mention, parts, *known, context);
    if (mention.place || mention.level == AgencyLevel::kCentral || mention.needs_issuer) {
      mention.agency_name =
          make_canonical_name(context.lexicon, known->name, mention.level, mention.place);
      mention.validity = find_validity(context.lexicon, *known, mention.level,
                                       mention.place.value_or(""), context.as_of);
    }
    return;
  }
  if (is_compound_name(context.lexicon, parts.core)) mention.method = AgencyMethod::kProtected;
  if (names_organ(mention, parts, context.lexicon)) resolve_unlisted(mention, parts, context);
}

/// Which of the places that have the name of its place an agency is of.
void tell_place(AgencyMention& mention, const AgencyContext& context) {
  if (!mention.agency_name || !mention.place || mention.needs_issuer) return;
  const Above above = above_of(*mention.place, context);
  if (!above.is_shared) return;
  mention.is_place_in_doubt = !above.found.has_value();
  if (mention.is_place_in_doubt) return;
  const auto& [district, province] = *above.found;
  mention.above = district + (district.empty() || province.empty() ? "" : ", ") + province;
}

void add_reasons(AgencyMention& mention, const AgencyItem& item, const AgencyContext& context) {
  const auto add = [&](const char* code) { mention.reasons.emplace_back(code); };
  const bool is_listed = mention.method != AgencyMethod::kNone || mention.is_collective;
  if (!is_listed && is_name_in_doubt(context.lexicon, mention.raw, mention.norm))
    add("AGENCY_UNKNOWN");
  if (item.is_ambiguous) add("AGENCY_DASH_AMBIGUOUS");
  if (item.is_tile) add("AGENCY_SPLIT_INFERRED");
  if (mention.method == AgencyMethod::kFuzzy) add("AGENCY_FUZZY");
  const bool is_late_district =  // also a group of them, or one that the list lacks (7.1)
      mention.level == AgencyLevel::kDistrict && context.as_of >= kReformDate;
  if (is_late_district || is_outside_validity(mention.validity, context.as_of))
    add("AGENCY_OUT_OF_TIME");
}

/// Without the bracket at its end that names no agency and nobody: "Sở Y tế (cơ quan thường trực)".
Passage without_remark(const Lexicon& lexicon, const Passage& name) {
  static const Pattern kRemark(R"( ?\(([^()]*)\)$)");
  const auto remark = kRemark.find(name.key);
  if (!remark || remark->whole().begin == 0) return name;
  if (find_person_end(lexicon, name.text) == name.text.size()) return name;  // the post
  const std::string_view said = slice(name.text, name.in_text(*remark->groups[1]));
  if (begins_with_capital(said) || begins_with_person(lexicon, said)) return name;
  return take_part(name, {0, name.in_text(remark->whole()).begin});
}

AgencyMention mention_of(const AgencyItem& item, AgencyRole role, const AgencyContext& context) {
  AgencyMention out;
  const Passage name = strip_name_specks(without_remark(context.lexicon, item.text));
  out.role = role;
  out.raw = name.text;
  out.source = name.in_document(name.all());
  const std::string printed = item.head.empty() ? out.raw : item.head + ' ' + out.raw;
  out.norm = write_out_name(context.lexicon, printed, is_township(context));
  AgencyNameParts parts = split_agency_name(context.lexicon, printed, is_township(context));
  const bool is_listed = find_known_name(context.lexicon, parts.core) != nullptr;
  out.is_collective = is_collective(
      is_listed ? out.norm.substr(std::min(parts.core.size(), out.norm.size())) : out.norm);
  if (parts.place.empty() && fold(parts.unit) == "thanh pho") parts.place = central_city(context);
  resolve(out, parts, item, context);
  tell_place(out, context);
  if (parts.is_staff && !out.is_collective)
    out.norm = parts.core;  // 7.7: the office, not who holds it
  add_reasons(out, item, context);
  out.confidence = confidence_of(out);
  return out;
}

/// data/lexicon/levels.tsv, role "level_word".
struct LevelPatterns {
  explicit LevelPatterns(const Lexicon& lexicon)
      : central("(?:^| )" + make_form_pattern(lexicon, "level_word", "central") + "(?:[^a-z]|$)"),
        party("(?:^| )" + make_form_pattern(lexicon, "level_word", "party") + "(?:[^a-z]|$)"),
        front("(?:^| )" + make_form_pattern(lexicon, "level_word", "front") + "(?:[^a-z]|$)"),
        village("(?:^|cac |truong )" + make_form_pattern(lexicon, "level_word", "village") +
                "(?:[ ,]|$)"),
        unit("(?:cac )?" + make_form_pattern(lexicon, "level_word", "unit") + "(?:[^a-z]|$)") {}

  Pattern central, party, front, village, unit;

  /// "Ban Đối ngoại Trung ương", but not "thành phố trực thuộc Trung ương".
  [[nodiscard]] bool names_central(std::string_view key) const {
    const auto found = central.find(key);
    return found && !key.substr(0, found->whole().begin).ends_with("thuoc");
  }
};

}  // namespace

AgencyLevel parse_level(std::string_view name) {
  struct Named {
    std::string_view name;
    AgencyLevel level;
  };
  static constexpr auto kNamed = std::to_array<Named>({{"central", AgencyLevel::kCentral},
                                                       {"province", AgencyLevel::kProvince},
                                                       {"district", AgencyLevel::kDistrict},
                                                       {"commune", AgencyLevel::kCommune},
                                                       {"village", AgencyLevel::kVillage},
                                                       {"unit", AgencyLevel::kUnit},
                                                       {"party", AgencyLevel::kParty},
                                                       {"front", AgencyLevel::kFront},
                                                       {"other", AgencyLevel::kOther}});
  const auto* const found = std::ranges::find(kNamed, name, &Named::name);
  return found == kNamed.end() ? AgencyLevel::kUnknown : found->level;
}

namespace {

/// "huyện" of "huyện Vân Hồ", "thành phố" of "thành phố Vinh"; all of a place without a name.
std::size_t length_of_unit_word(const Lexicon& lexicon, std::string_view place) {
  const std::string key = fold(place) + ' ';
  std::size_t words = 1, end = 0;
  for (const text::LexiconEntry& unit : lexicon.entries("unit_word")) {
    if (key.starts_with(fold(unit.form) + ' ')) words = std::max(words, count_words(unit.form));
  }
  for (; words > 0; --words) end = std::min(place.find(' ', end + 1), place.size());
  return end;
}

}  // namespace

std::string make_canonical_name(const Lexicon& lexicon, std::string_view name, AgencyLevel level,
                                const std::optional<std::string>& place) {
  const bool inside = level == AgencyLevel::kUnit || level == AgencyLevel::kCentral;
  if (inside || !place) return std::string(name);
  const std::size_t unit = length_of_unit_word(lexicon, *place);
  const std::string word = fold(place->substr(0, unit)), key = fold(name);
  const std::string head = word.substr(0, word.find(' '));
  const auto ends_in = [padded = ' ' + key](const std::string& words) {
    return padded.ends_with(' ' + words);
  };
  // "Huyện ủy", "Thành đoàn", "Thanh tra tỉnh"
  const bool has_unit = unit < place->size() && (ends_in(head + " uy") || ends_in(head + " doan") ||
                                                 (ends_in(word) && key != word));
  return std::string(name) + ' ' + (has_unit ? place->substr(unit + 1) : *place);
}

const KnownAgency* find_known_agency(const Lexicon& lexicon, std::string_view nfc) {
  return find_known_name(lexicon, split_agency_name(lexicon, nfc, false).core);
}

std::vector<AgencyMention> split_agencies(std::string_view nfc, AgencyRole role,
                                          const AgencyContext& context) {
  std::vector<AgencyMention> out;
  const std::vector<AgencyItem> items = split_agency_list(context.lexicon, nfc);
  if (items.size() > kMaxAgencies) return {};
  for (const AgencyItem& item : items) {
    AgencyMention mention = mention_of(item, role, context);
    if (!mention.norm.empty()) out.push_back(std::move(mention));  // dashes and dots name nobody
  }
  return out;
}

bool is_agency(const Lexicon& lexicon, std::string_view nfc) {
  return has_head_word(lexicon, nfc) || is_known_name(lexicon, nfc) ||
         find_person_end(lexicon, nfc) > 0;
}

AgencyLevel infer_level(const Lexicon& lexicon, std::string_view nfc) {
  const AgencyNameParts parts = split_agency_name(lexicon, nfc, false);
  if (const KnownAgency* known = find_known_name(lexicon, parts.core); known != nullptr) {
    if (known->level != AgencyLevel::kUnknown) return known->level;
  }
  const std::string key = fold(parts.core);
  const LevelPatterns& words = lexicon.cached<LevelPatterns>();
  if (words.names_central(key)) return AgencyLevel::kCentral;
  if (words.party.find(key)) return AgencyLevel::kParty;
  if (words.front.find(key)) return AgencyLevel::kFront;
  const AgencyLevel unit = find_unit_level(lexicon, parts.unit, parts.place);
  if (unit != AgencyLevel::kUnknown) return unit;
  if (words.village.find(key)) return AgencyLevel::kVillage;
  static const Pattern kDepartment(R"((?:Các |các )?(?:Sở|sở|SỞ|So)(?:[ ,]|$))");
  static const Pattern kMinistry(R"((?:Các |các )?(?:Bộ|BỘ) \p{Lu})");
  if (kDepartment.at_start(parts.core)) return AgencyLevel::kProvince;
  if (kMinistry.at_start(parts.core) && !key.starts_with("bo chi huy"))
    return AgencyLevel::kCentral;
  if (key.starts_with("phong ")) return AgencyLevel::kDistrict;
  if (words.unit.at_start(key)) return AgencyLevel::kUnit;
  return AgencyLevel::kUnknown;
}

std::string normalise_name(const Lexicon& lexicon, std::string_view nfc) {
  return write_out_name(lexicon, nfc, false);
}

}  // namespace codau::document
