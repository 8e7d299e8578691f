#include "document/agency.h"

#include <algorithm>
#include <array>
#include <utility>

#include "document/agency_lexicon.h"
#include "document/agency_name.h"
#include "document/agency_term.h"
#include "document/gazetteer.h"
#include "document/headings.h"
#include "document/passage.h"
#include "document/pattern.h"

namespace codau::document {
namespace {

std::uint32_t length(std::string_view text) { return static_cast<std::uint32_t>(text.size()); }

/// A part of a list, with what splitting found out about it.
struct Item {
  Passage text;
  bool is_ambiguous = false;  ///< a dash that may join or part two agencies (7.5.4)
  bool is_tile = false;       ///< cut out of names without joiners (7.5.7)
  std::string head = {};      ///< "Sở" of "Sở Y tế, Nội vụ" for the second; empty else
};
using ItemList = std::vector<Item>;

// ---- splitting: the rules of standards 7.5 in their order ----

Passage without_bullet(const Passage& passage) {
  static const Pattern kBullet(R"([-+•*~_]+ ?)");
  const auto bullet = kBullet.at_start(passage.key);
  return bullet ? from(passage, passage.key_at[bullet->whole().end]) : passage;
}

Passage trimmed(const Passage& passage) {
  Bytes text = passage.all();
  const auto at_end = [&](std::string_view marks) {
    return !text.empty() && marks.find(passage.text[text.end - 1]) != std::string_view::npos;
  };
  while (at_end(" ;,.:/")) --text.end;
  return part(passage, text);
}

/// A list ends at the first verb (13.9).
Passage up_to_verb(const Passage& passage) {
  static const Pattern kVerb(
      R"([ ,;:(](?:chu tri|phoi hop|tham muu|co trach nhiem|chiu trach nhiem|lam dau moi|can cu|)"
      R"(duoc giao|to chuc (?:thuc hien|trien khai)|theo chuc nang)(?:[ ,;:]|$))");
  const auto verb = kVerb.find(passage.key);
  if (!verb || verb->whole().begin == 0) return passage;
  return part(passage, {0, passage.key_at[verb->whole().begin]});
}

/// Pieces of a passage between separators, in its key; the separators are the gaps.
std::vector<Bytes> pieces_between(const Passage& passage, const Pattern& separator) {
  std::vector<Bytes> out;
  std::uint32_t begin = 0;
  for (std::size_t at = 0; const auto gap = separator.find(passage.key, at);) {
    out.push_back({begin, gap->whole().begin});
    begin = gap->whole().end;
    at = begin;
  }
  out.push_back({begin, length(passage.key)});
  return out;
}

std::string_view text_at(const Passage& passage, Bytes key) {
  return slice(passage.text, passage.in_text(key));
}

/// Joins again what a separator cut out of a protected compound (7.5.3, 7.6).
std::vector<Bytes> with_compounds_joined(const Passage& passage, const std::vector<Bytes>& pieces) {
  std::vector<Bytes> out;
  for (const Bytes piece : pieces) {
    if (!out.empty() &&
        is_joint_of_compound(text_at(passage, out.back()), text_at(passage, piece))) {
      out.back().end = piece.end;
    } else {
      out.push_back(piece);
    }
  }
  return out;
}

ItemList items_at(const Passage& passage, const std::vector<Bytes>& pieces) {
  ItemList out;
  for (const Bytes piece : pieces) {
    Passage text = trimmed(without_bullet(part(passage, passage.in_text(piece))));
    if (!text.empty()) out.push_back({std::move(text)});
  }
  return out;
}

bool is_listed(const Passage& passage) {
  return known_name(passage.text) != nullptr || is_compound(passage.text);
}

/// With what stands in brackets blotted out of the key: it parts nothing.
Passage without_brackets(const Passage& passage) {
  static const Pattern kBracket(R"(\([^()]*\))");
  Passage out = passage;
  for (std::size_t at = 0; const auto found = kBracket.find(out.key, at);) {
    std::fill(out.key.begin() + found->whole().begin, out.key.begin() + found->whole().end, '.');
    at = found->whole().end;
  }
  return out;
}

/// The name without place and staff word stands in the list.
bool is_known(std::string_view text) {
  const NameParts parts = name_parts(text, false);
  return known_name(parts.core) != nullptr || is_compound(parts.core);
}

/// May this part of an enumeration stand alone? Small head words are the tail of "các sở, ban,
/// ngành".
bool stands_alone(std::string_view text, bool after_group) {
  static const Pattern kGroup(R"((?:cac|nhung|toan the) )");
  const bool is_capital = begins_with_capital(text);
  if (kGroup.at_start(fold(text))) return true;
  if (!is_capital && after_group) return false;
  return has_head_word(text) || known_name(name_parts(text, false).core) != nullptr;
}

/// "cơ quan, đơn vị có liên quan" behind a name begins a group of its own.
bool begins_group(std::string_view text) {
  static const Pattern kGroup(
      R"((?:co quan|don vi|dia phuong|to chuc (?:co )?lien quan|doan the|nganh|ban, nganh)(?: |,|$))");
  return !begins_with_capital(text) && kGroup.at_start(fold(text));
}

/// "Sở" of "Sở Y tế, Nội vụ": what the names behind the first have in common with it.
std::string head_of(const Passage& passage) {
  static const Pattern kHead(R"((so|bo|phong) )");
  const auto head = kHead.at_start(passage.key);
  if (!head) return {};
  const std::string_view word = head->of(passage.key, 1);
  return word == "so" ? "Sở" : word == "bo" ? "Bộ" : "Phòng";
}

/// The parts of "Sở Giáo dục và Đào tạo, Y tế, Công Thương" when all are names behind one head, and
/// the first at least prints it or stands behind "Các Sở:"; nothing otherwise.
ItemList with_head(const Passage& passage, const std::vector<Bytes>& pieces,
                   const std::string& head) {
  ItemList out;
  if (head.empty() || pieces.size() < 2) return out;
  bool any = false;
  for (const Bytes piece : pieces) {
    Item item{part(passage, passage.in_text(piece))};
    if (!has_head_word(item.text.text)) {
      const std::string full = head + ' ' + item.text.text;
      if (known_name(name_parts(full, false).core) == nullptr) return {};
      item.head = head;
      any = true;
    }
    out.push_back(std::move(item));
  }
  if (!any) out.clear();
  return out;
}

/// "Trung tâm Văn hóa | Truyền thanh huyện": the name of the list may hold no word of what a head
/// word begins, and then a part that cannot stand alone is its end.
bool goes_on(std::string_view before) { return has_head_word(before) && !is_known(before); }

/// Rule 6: commas and "và" part names only when every part can stand alone; small words go on with
/// the group before them.
ItemList split_enumeration(const Passage& passage, std::string head = {}) {
  static const Pattern kSeparator(R"( ?, ?| va | & )");
  const Passage open = without_brackets(passage);
  const auto pieces = with_compounds_joined(passage, pieces_between(open, kSeparator));
  if (head.empty()) head = head_of(passage);
  if (auto headed = with_head(passage, pieces, head); !headed.empty()) return headed;
  std::vector<Bytes> out;
  for (const Bytes piece : pieces) {
    const std::string_view text = text_at(passage, piece);
    const bool after_group = !out.empty() && is_collective(text_at(passage, out.back()));
    if (stands_alone(text, after_group) || (!after_group && begins_group(text))) {
      out.push_back(piece);
    } else if (!out.empty() &&
               (!begins_with_capital(text) || goes_on(text_at(passage, out.back())))) {
      out.back().end = piece.end;
    } else {
      return {{passage}};
    }
  }
  return items_at(passage, out);
}

/// "Ban Thường vụ Huyện đoàn": the second name is the organ that the first is a part of.
bool is_inside(const Tiling& tiling) {
  static const Pattern kPart(
      R"((?:ban|van phong|thuong truc|uy ban kiem tra|lanh dao|bi thu|pho bi thu|chu tich)(?: |$))");
  for (std::size_t i = 0; i + 1 < tiling.names.size(); ++i) {
    const Level level = tiling.names[i + 1]->level;
    const bool is_whole = level == Level::kParty || level == Level::kFront;
    if (is_whole && kPart.at_start(fold(tiling.names[i]->name))) return true;
  }
  return false;
}

/// Rule 7: a flattened cell, when names of the list tile it in one way only.
ItemList split_tiles(const Passage& passage) {
  const auto words = loose_words(passage.text);
  const Tiling tiling = tile(words);
  if (tiling.count != 1 || is_inside(tiling)) return {{passage}};
  ItemList out;
  std::uint32_t begin = 0;
  for (const std::size_t count : tiling.lengths) {
    std::uint32_t end = begin;
    for (std::size_t n = 0; n < count; ++n) {
      end = static_cast<std::uint32_t>(
          std::min(passage.text.find(' ', end + 1), passage.text.size()));
    }
    out.push_back({part(passage, {begin, end})});
    out.back().is_tile = true;
    if (!begins_with_capital(out.back().text.text)) return {{passage}};
    begin = std::min(end + 1, length(passage.text));
  }
  return out;
}

/// Rules 4 to 7 for what carries no list marks.
ItemList split_plain(const Passage& passage) {
  static const Pattern kDash(" - ");
  static const Pattern kComma("(?:,| va | & )");
  if (is_listed(passage)) return {{passage}};
  static const Pattern kGroup(R"(cac (so|bo|phong): ?)");
  if (const auto group = kGroup.at_start(passage.key)) {
    const Passage names = from(passage, passage.in_text(group->whole()).end);
    const std::string_view word = group->of(passage.key, 1);
    auto parts = split_enumeration(names, word == "so" ? "Sở" : word == "bo" ? "Bộ" : "Phòng");
    if (parts.size() > 1) return parts;
  }
  if (kComma.find(passage.key)) {
    if (auto parts = split_enumeration(passage); parts.size() > 1) return parts;
  }
  const auto pieces = pieces_between(passage, kDash);
  if (pieces.size() > 1) {
    Item whole{passage};
    whole.is_ambiguous = with_compounds_joined(passage, pieces).size() > 1;
    return {whole};
  }
  return passage.key.find(',') == std::string::npos ? split_tiles(passage) : ItemList{{passage}};
}

void append(ItemList& to, ItemList from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

ItemList split_each(ItemList items) {
  ItemList out;
  for (Item& item : items) append(out, split_plain(item.text));
  return out;
}

/// Rules 2 and 3, on one line.
ItemList split_line(const Passage& line) {
  static const Pattern kSemicolon(" ?; ?");
  static const Pattern kDash(" - ");
  static const Pattern kBullet("- ?");
  if (auto parts = items_at(line, pieces_between(line, kSemicolon)); parts.size() > 1) {
    return split_each(std::move(parts));
  }
  if (kBullet.at_start(line.key)) {
    const Passage list = trimmed(without_bullet(line));
    auto parts = items_at(list, with_compounds_joined(list, pieces_between(list, kDash)));
    return parts.size() > 1 ? parts : split_each(std::move(parts));
  }
  return split_each(items_at(line, {{0, length(line.key)}}));
}

/// Rule 1: lines and `<p>` blocks.
std::vector<Passage> lines_of(std::string_view nfc) {
  std::vector<Passage> out;
  const auto add = [&](std::size_t begin, std::size_t end) {
    Passage line = read_passage(
        nfc, Bytes{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    if (!line.empty()) out.push_back(std::move(line));
  };
  std::size_t begin = 0;
  for (std::size_t at = 0; at < nfc.size(); ++at) {
    const std::string_view rest = nfc.substr(at);
    if (rest.front() != '\n' && !rest.starts_with("</p>") && !rest.starts_with("<br")) continue;
    add(begin, at);
    begin = at;
  }
  add(begin, nfc.size());
  return out;
}

// ---- what one name says ----

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
  const Level by_unit = level_of_unit(parts.unit, parts.place);
  if (by_unit != Level::kUnknown) return by_unit;
  if (known != nullptr) return context.issuer_level;
  return level_of(parts.core);
}

/// Levels that have their place from the issuer when none is printed.
bool is_of_issuer(Level level, const NameParts& parts, const AgencyContext& context) {
  const Level unit = level_of_unit(parts.unit, parts.place);
  if (unit != Level::kUnknown) return unit == context.issuer_level;
  return level == Level::kUnit || level == Level::kParty || level == Level::kFront ||
         level == context.issuer_level;
}

/// "Hưng Yên" of a date line is "tỉnh Hưng Yên" for a province's organ, if the list knows just one
/// such place.
std::string with_unit_word(const std::string& place, Level level, std::string_view day) {
  static const std::array<std::pair<Level, const char*>, 10> kWords = {{
      {Level::kProvince, "tỉnh"},
      {Level::kProvince, "thành phố"},
      {Level::kDistrict, "huyện"},
      {Level::kDistrict, "quận"},
      {Level::kDistrict, "thị xã"},
      {Level::kDistrict, "thành phố"},
      {Level::kCommune, "xã"},
      {Level::kCommune, "phường"},
      {Level::kCommune, "thị trấn"},
      {Level::kCommune, "đặc khu"},
  }};
  std::string found;
  for (const auto& [word_level, word] : kWords) {
    const std::string name = std::string(word) + ' ' + place;
    const auto above = word_level == level ? superiors_of(name, day) : std::nullopt;
    if (!above || above->province.empty() != (level == Level::kProvince)) continue;
    if (!found.empty()) return place;
    found = name;
  }
  return found.empty() ? place : found;
}

/// "xã Thanh Liệt" of "UBND xã Thanh Liệt"; where the issuer's name has no place, that of the
/// context.
std::string issuer_place(const AgencyContext& context) {
  const NameParts issuer = name_parts(context.issuer_name, false);
  if (!issuer.place.empty()) return issuer.unit + ' ' + issuer.place;
  if (context.place.empty()) return {};
  return with_unit_word(context.place, context.issuer_level, context.as_of);
}

/// "huyện" alone, in a commune's plan, is the district that the commune lies in.
std::optional<std::string> superior_place(const std::string& place, const NameParts& parts,
                                          Level level, const AgencyContext& context) {
  const Level unit = parts.unit.empty() ? level : level_of_unit(parts.unit, parts.place);
  if (unit != Level::kProvince && unit != Level::kDistrict) return std::nullopt;
  const auto above = superiors_of(place, context.as_of);
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

void resolve(AgencyMention& mention, const NameParts& parts, const Item& item,
             const AgencyContext& context) {
  const KnownAgency* known = known_name(parts.core);
  const bool is_similar = known == nullptr && parts.core.size() > 8 && !mention.is_collective;
  if (is_similar) known = similar_name(parts.core);
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
      mention.term = term_of(*known, mention.level, mention.place.value_or(""), context.as_of);
    }
  } else if (is_compound(parts.core)) {
    mention.method = AgencyMethod::kProtected;
  }
}

void add_reasons(AgencyMention& mention, const Item& item, const AgencyContext& context) {
  const auto add = [&](const char* code) { mention.reasons.emplace_back(code); };
  if (!mention.agency_name && !mention.is_collective) add("AGENCY_UNKNOWN");
  if (item.is_ambiguous) add("AGENCY_DASH_AMBIGUOUS");
  if (item.is_tile) add("AGENCY_SPLIT_INFERRED");
  if (mention.method == AgencyMethod::kFuzzy) add("AGENCY_FUZZY");
  const bool is_late_district =  // also a group of them, or one that the list lacks (7.1)
      mention.level == Level::kDistrict && context.as_of >= "2025-07-01";
  if (is_late_district || is_out_of_time(mention.term, context.as_of)) add("AGENCY_OUT_OF_TIME");
}

/// Without the bracket at its end that names no agency: "Sở Y tế (cơ quan thường trực)".
Passage without_remark(const Passage& name) {
  static const Pattern kRemark(R"( ?\(([^()]*)\)$)");
  const auto remark = kRemark.find(name.key);
  if (!remark || remark->whole().begin == 0) return name;
  const std::string_view said = text_at(name, *remark->groups[1]);
  if (begins_with_capital(said)) return name;
  return part(name, {0, name.in_text(remark->whole()).begin});
}

AgencyMention mention_of(const Item& item, AgencyRole role, const AgencyContext& context) {
  AgencyMention out;
  const Passage name = without_dirt(without_remark(item.text));
  out.role = role;
  out.raw = name.text;
  out.source = name.in_document(name.all());
  const std::string printed = item.head.empty() ? out.raw : item.head + ' ' + out.raw;
  out.norm = written_out(printed, is_township(context));
  out.is_collective = is_collective(out.norm);
  const NameParts parts = name_parts(printed, is_township(context));
  resolve(out, parts, item, context);
  if (parts.is_staff && !out.is_collective)
    out.norm = parts.core;  // 7.7: the office, not who holds it
  add_reasons(out, item, context);
  out.confidence = confidence_of(out);
  return out;
}

}  // namespace

std::string canonical_name(const KnownAgency& known, Level level,
                           const std::optional<std::string>& place) {
  const bool inside = level == Level::kUnit || level == Level::kCentral;
  return inside || !place ? known.name : known.name + ' ' + *place;
}

const KnownAgency* known_agency(std::string_view nfc) {
  return known_name(name_parts(nfc, false).core);
}

std::vector<AgencyMention> split_agencies(std::string_view nfc, AgencyRole role,
                                          const AgencyContext& context) {
  std::vector<AgencyMention> out;
  for (const Passage& line : lines_of(nfc)) {
    for (const Item& item : split_line(up_to_verb(without_dirt(line)))) {
      if (out.size() == kMostAgencies) return {};
      out.push_back(mention_of(item, role, context));
    }
  }
  return out;
}

bool is_agency(std::string_view nfc) { return has_head_word(nfc) || is_known(nfc); }

Level level_of(std::string_view nfc) {
  const NameParts parts = name_parts(nfc, false);
  if (const KnownAgency* known = known_name(parts.core); known != nullptr) {
    if (known->level != Level::kUnknown) return known->level;
  }
  static const Pattern kParty(
      R"((?:^| )(?:dang uy|tinh uy|huyen uy|thanh uy|quan uy|chi bo|dang bo|)"
      R"(ban tuyen giao|ban dan van|cap uy|uy ban kiem tra)(?: |$))");
  static const Pattern kFront(
      R"((?:^| )(?:mat tran|mttq|ubmttq|hoi (?:nong dan|phu nu|cuu chien binh|)"
      R"(lien hiep|chu thap|nguoi|khuyen)|doan thanh nien|doan the|cong doan|)"
      R"(lien doan|chinh tri-xa hoi|chinh tri - xa hoi))");
  static const Pattern kVillage(R"((?:^|cac |truong )(?:thon|to dan pho|khu pho|ap )(?:[ ,]|$))");
  static const Pattern kUnit(
      R"((?:cac )?(?:bo phan|cong chuc|can bo|to |phong (?:chuyen mon|ban)))");
  const std::string key = fold(parts.core);
  if (kParty.find(key)) return Level::kParty;
  if (kFront.find(key)) return Level::kFront;
  if (const Level unit = level_of_unit(parts.unit, parts.place); unit != Level::kUnknown)
    return unit;
  if (kVillage.find(key)) return Level::kVillage;
  static const Pattern kDepartment(R"((?:Các |các )?(?:Sở|sở|SỞ|So)(?:[ ,]|$))");
  static const Pattern kMinistry(R"((?:Các |các )?(?:Bộ|BỘ) \p{Lu})");
  if (kDepartment.at_start(parts.core)) return Level::kProvince;
  if (kMinistry.at_start(parts.core) && !key.starts_with("bo chi huy")) return Level::kCentral;
  if (key.starts_with("phong ")) return Level::kDistrict;
  if (kUnit.at_start(key)) return Level::kUnit;
  return Level::kUnknown;
}

std::string normal_name(std::string_view nfc) { return written_out(nfc, false); }

}  // namespace codau::document
