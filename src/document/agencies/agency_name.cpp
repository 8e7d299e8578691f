#include "document/agencies/agency_name.h"

#include <algorithm>
#include <array>
#include <vector>

#include "document/agencies/agency_lexicon.h"
#include "document/agencies/gazetteer.h"
#include "document/words/form_patterns.h"
#include "document/words/passage.h"
#include "document/words/pattern.h"
#include "text/unicode.h"

namespace codau::document {
namespace {

std::vector<std::string> split_at_blanks(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) out.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

std::string join_word_range(const std::vector<std::string>& words, std::size_t from,
                            std::size_t to) {
  std::string out;
  for (std::size_t i = from; i < to; ++i) out += (out.empty() ? "" : " ") + words[i];
  return out;
}

std::string title_case(std::string_view text) {
  std::string out;
  for (const std::string& word : split_at_blanks(text::to_lower(text))) {
    out += (out.empty() ? "" : " ") + capitalise_first(word);
  }
  return out;
}

/// Dashes between spaces, one space between words, no marks at the ends.
std::string tidy(std::string_view nfc) {
  const Passage passage = read_passage(nfc, ByteRange{0, static_cast<std::uint32_t>(nfc.size())});
  std::string out;
  for (std::size_t i = 0; i < passage.text.size(); ++i) {
    const std::string_view rest = std::string_view(passage.text).substr(i);
    const bool is_dash = rest.starts_with("–") || rest.starts_with("—");
    if (is_dash) i += 2;
    out += is_dash ? '-' : passage.text[i];
  }
  const auto is_mark = [](char c) {
    return std::string_view(" -.,;:/+*").find(c) != std::string_view::npos;
  };
  while (!out.empty() && is_mark(out.back())) out.pop_back();
  std::size_t begin = 0;
  while (begin < out.size() && is_mark(out[begin])) ++begin;
  return out.substr(begin);
}

std::string_view joined_by(char joint) {
  return joint == '.' ? " " : joint == '-' ? " - " : joint == '/' ? " / " : " và ";
}

/// One token with its abbreviation written out, also the parts of "HĐND-UBND" and "TT.HĐND".
std::string expanded(const Lexicon& lexicon, const std::string& token, bool first, bool township,
                     bool& changed) {
  std::string bare = token;
  std::string tail;
  while (!bare.empty() && std::string_view(".,;:)").find(bare.back()) != std::string_view::npos) {
    tail.insert(tail.begin(), bare.back());
    bare.pop_back();
  }
  const auto take = [&](std::string_view word) {
    changed = true;
    return std::string(word) + tail;
  };
  if (bare == "TT") {  // 7.4: in front Thường trực, behind thị trấn when the issuer is one
    if (first) return take("Thường trực");
    return township ? take("thị trấn") : token;
  }
  if (const auto known = expand_abbreviation(lexicon, bare)) {
    std::erase(tail, '.');  // "TP. Hải Phòng"
    return take(*known);
  }
  for (const char joint : {'-', '.', '/', '&'}) {
    const std::size_t at = bare.find(joint);
    if (at == std::string::npos || at == 0 || at + 1 == bare.size()) continue;
    bool inside = false;
    const std::string left = expanded(lexicon, bare.substr(0, at), first, township, inside);
    const std::string right = expanded(lexicon, bare.substr(at + 1), false, township, inside);
    if (inside) return take(left + std::string(joined_by(joint)) + right);
  }
  return token;
}

/// A name with its abbreviations written out.
struct Expanded {
  std::string text;
  bool changed = false;
  bool capitals = false;  ///< the words that are no abbreviations are printed in capitals
};

/// "CVP,", "TH": consonants alone stand for words, in a name in small letters too.
bool is_consonant_abbreviation(std::string_view token) {
  static const Pattern kConsonants(R"([^a-z]*[bcdghklmnpqrstvx]+[^a-z]*)");
  return kConsonants.is_full_match(fold(token));
}

Expanded expand_all(const Lexicon& lexicon, std::string_view text, bool township) {
  Expanded out;
  std::string words;
  for (const std::string& token : split_at_blanks(text)) {
    bool changed = false;
    const std::string word = expanded(lexicon, token, out.text.empty(), township, changed);
    out.text += (out.text.empty() ? "" : " ") + word;
    if (!changed && !is_consonant_abbreviation(token)) words += (words.empty() ? "" : " ") + token;
    out.changed = out.changed || changed;
  }
  out.capitals = count_words(words) > 1 && compute_capital_share(words) > kMinAllCapitalShare;
  return out;
}

/// Tokens of `text` that make up the first `count` loose words.
std::size_t count_tokens_of_words(const std::vector<std::string>& tokens, std::size_t count) {
  std::size_t words = 0, n = 0;
  while (n < tokens.size() && words < count) words += fold_name_words(tokens[n++]).size();
  return words == count ? n : 0;
}

/// Unit words behind a name, with or without their marks.
std::string unit_words(const Lexicon& lexicon) {
  std::vector<std::string> forms;
  for (const text::LexiconEntry& entry : lexicon.entries("unit_word")) {
    forms.emplace_back(entry.form);
    if (entry.has("unmarked")) forms.push_back(fold(entry.form));
  }
  return make_alternation(std::move(forms));
}

struct UnitPatterns {
  explicit UnitPatterns(const Lexicon& lexicon)
      : first(unit_words(lexicon) + "(?: |$)"),
        last(" (" + unit_words(lexicon) +
             R"()( (?:\p{Lu}[\p{L}'-]*(?: (?:\p{Lu}|\d)[\p{L}\d'-]*)*|\d{1,2}))? ?(?:[,(].*)?$)"),
        small("(.* )" + make_printed_pattern(lexicon, "unit_word", is_above_village) +
              R"(( [\p{L}'-]+(?: [\p{L}\d'-]+){0,4})$)") {}

  static bool is_above_village(const text::LexiconEntry& unit) { return unit.type != "village"; }

  Pattern first;  ///< at the beginning
  Pattern last;   ///< with the place behind it, at the end
  Pattern small;  ///< groups: before the unit, the place behind it; in small letters
};

/// The same with capitals, of units that have a place's name behind them: not "Nhà xuất Bản Trẻ".
struct CapitalUnit {
  explicit CapitalUnit(const Lexicon& lexicon)
      : last(" (" + units(lexicon) +
             R"()( (?:\p{Lu}[\p{L}'-]*(?: (?:\p{Lu}|\d)[\p{L}\d'-]*)*|\d{1,2}))? ?(?:[,(].*)?$)") {}

  Pattern last;

 private:
  static std::string units(const Lexicon& lexicon) {
    std::vector<std::string> forms;
    for (const text::LexiconEntry& entry : lexicon.entries("unit_word")) {
      if (entry.type == "village") continue;
      forms.push_back(capitalise_first(entry.form));
      forms.push_back(title_case(entry.form));
      forms.push_back(text::to_upper(entry.form));
    }
    return make_alternation(std::move(forms));
  }
};

/// "Ủy ban nhân dân Tỉnh", "Công an Huyện Vân Hồ": small, as the law writes it, at the end of a
/// name or before a place that is known; not in "Bảo hiểm Xã Hội", "Hợp tác Xã", "Huyện Đoàn".
std::string with_small_unit(const Lexicon& lexicon, std::string name) {
  const auto tail = lexicon.cached<CapitalUnit>().last.find(name);
  if (!tail) return name;
  const ByteRange unit = *tail->groups[1];
  const std::string small = text::to_lower(tail->of(name, 1));
  const std::string_view place =
      tail->has(2) ? std::string_view(tail->of(name, 2)).substr(1) : std::string_view();
  if (place.empty() ? fold(name.substr(0, tail->whole().begin)).ends_with("hop tac")
                    : !find_place_validity(lexicon, small + ' ' + std::string(place)))
    return name;
  return name.replace(unit.begin, unit.size(), small);
}

/// A province or a centrally run city without its unit word.
bool is_province(const Lexicon& lexicon, std::string_view name) {
  return std::ranges::any_of(std::array{"tỉnh ", "thành phố "}, [&](const char* unit) {
    const auto above = find_superiors(lexicon, unit + std::string(name), "");
    return above && above->province.empty();
  });
}

/// The rest of a name printed all in capitals: unit words small, names of places in title case.
std::string lowered_rest(const Lexicon& lexicon, std::string_view rest) {
  const std::string small = text::to_lower(rest);
  const auto unit = lexicon.cached<UnitPatterns>().first.at_start(small);
  if (!unit) return is_province(lexicon, rest) ? title_case(rest) : small;
  const std::string_view place = std::string_view(rest).substr(unit->whole().end);
  return small.substr(0, unit->whole().end) + title_case(place);
}

/// Names of which the end is the unit word of the place behind it: "Huyện ủy | Vân Hồ".
struct HeadOfPlace {
  Pattern pattern{"(?:^| )(tinh|thanh|huyen|quan|thi) (?:uy|doan)$"};

  [[nodiscard]] std::string unit_of(std::string_view name) const {
    const std::string key = fold(name);
    const auto head = pattern.find(key);
    if (!head) return {};
    const std::string_view word = head->of(key, 1);
    return word == "tinh"    ? "tỉnh"
           : word == "thanh" ? "thành phố"
           : word == "huyen" ? "huyện"
           : word == "quan"  ? "quận"
                             : "thị xã";
  }
};

std::string unit_of_head(std::string_view name) {
  static const HeadOfPlace kHead;
  return kHead.unit_of(name);
}

/// A name that no list has, printed all in capitals: the place behind its last unit word in title
/// case, but for "HỢP TÁC XÃ", "XÃ HỘI".
std::string lowered(const Lexicon& lexicon, std::string_view text) {
  const std::string small = text::to_lower(text);
  const auto found = lexicon.cached<UnitPatterns>().small.at_start(small);
  if (!found) return small;
  const ByteRange place = *found->groups[2];
  const std::string_view before = found->of(small, 1), name = found->of(small, 2);
  if (before.ends_with("hợp tác ") || name.starts_with(" hội")) return small;
  return small.substr(0, place.begin + 1) + title_case(name.substr(1));
}

/// Known names as the list writes them (7.7); names all in capitals as a sentence would.
std::string spelled(const Lexicon& lexicon, const std::string& text, bool capitals) {
  const std::vector<std::string> tokens = split_at_blanks(text);
  const KnownPrefix known = find_known_prefix(lexicon, fold_name_words(text));
  const std::size_t taken = known.name == nullptr ? 0 : count_tokens_of_words(tokens, known.words);
  const std::string rest = join_word_range(tokens, taken, tokens.size());
  if (taken == 0) return capitalise_first(capitals ? lowered(lexicon, text) : text);
  const KnownAgency* const exact = find_exact_name(lexicon, join_word_range(tokens, 0, taken));
  std::string out(exact == nullptr ? known.name->name : exact->name);
  if (const char last = tokens[taken - 1].back(); !rest.empty() && (last == ',' || last == ';')) {
    out += last;
  }
  if (rest.empty()) return out;
  const bool is_place = capitals && !unit_of_head(out).empty();
  return out + ' ' + (is_place ? title_case(rest) : capitals ? lowered_rest(lexicon, rest) : rest);
}

/// "Huyện ủy Vân Hồ", "Văn phòng Tỉnh đoàn Nghệ An".
void take_place_of_head(const Lexicon& lexicon, AgencyNameParts& parts, std::string& name) {
  constexpr std::size_t kMostWords = 5;
  const KnownPrefix known = find_known_prefix(lexicon, fold_name_words(name));
  const std::vector<std::string> tokens = split_at_blanks(name);
  const std::size_t taken = known.name == nullptr ? 0 : count_tokens_of_words(tokens, known.words);
  if (taken == 0 || taken == tokens.size() || tokens.size() - taken > kMostWords) return;
  const std::string unit = unit_of_head(join_word_range(tokens, 0, taken));
  const bool is_place =
      std::all_of(tokens.begin() + static_cast<std::ptrdiff_t>(taken), tokens.end(),
                  [](const std::string& word) { return begins_with_capital(word); });
  if (unit.empty() || !is_place) return;
  parts.unit = unit;
  parts.place = join_word_range(tokens, taken, tokens.size());
  name = join_word_range(tokens, 0, taken);
}

/// "Báo Hưng Yên": a known name and a province without its unit word.
void take_province(const Lexicon& lexicon, AgencyNameParts& parts, std::string& name) {
  const KnownPrefix known = find_known_prefix(lexicon, fold_name_words(name));
  const std::vector<std::string> tokens = split_at_blanks(name);
  const std::size_t taken = known.name == nullptr ? 0 : count_tokens_of_words(tokens, known.words);
  if (taken == 0 || taken == tokens.size() || !begins_with_capital(tokens[taken])) return;
  const std::string place = join_word_range(tokens, taken, tokens.size());
  for (const char* unit : {"tỉnh", "thành phố"}) {
    const auto above = find_superiors(lexicon, std::string(unit) + ' ' + place, "");
    if (!above || !above->province.empty()) continue;
    parts.unit = unit;
    parts.place = place;
    name = join_word_range(tokens, 0, taken);
    return;
  }
}

}  // namespace

std::string write_out_name(const Lexicon& lexicon, std::string_view nfc, bool township) {
  const Expanded expanded = expand_all(lexicon, tidy(nfc), township);
  return with_small_unit(lexicon, spelled(lexicon, expanded.text, expanded.capitals));
}

AgencyNameParts split_agency_name(const Lexicon& lexicon, std::string_view nfc, bool township) {
  static const Pattern kStaff(
      R"((?:công chức|cong chuc|cán bộ|can bo) (?:phụ trách |chuyên môn )?)");
  AgencyNameParts out;
  const Expanded expanded = expand_all(lexicon, tidy(nfc), township);
  out.is_expanded = expanded.changed;
  std::string name = expanded.text;
  if (const auto staff = kStaff.at_start(text::to_lower(name))) {
    out.is_staff = true;
    name = name.substr(staff->whole().end);
  }
  name = with_small_unit(lexicon, spelled(lexicon, name, expanded.capitals));
  const Pattern& last_unit = lexicon.cached<UnitPatterns>().last;
  const auto tail = last_unit.find(name);
  const bool is_word_of_name =  // "Ban Thanh niên nông thôn"
      tail && !tail->has(2) &&
      std::string_view(name).substr(0, tail->whole().begin).ends_with("nông");
  if (tail && !is_word_of_name && find_known_name(lexicon, name) == nullptr) {
    out.unit = tail->of(name, 1);
    if (tail->has(2)) out.place = std::string(tail->of(name, 2)).substr(1);
    name.resize(tail->whole().begin);
  }
  if (out.unit.empty()) take_place_of_head(lexicon, out, name);
  if (out.unit.empty()) take_province(lexicon, out, name);
  out.core = spelled(lexicon, name, false);
  return out;
}

bool is_known_name(const Lexicon& lexicon, std::string_view nfc) {
  const std::string core = split_agency_name(lexicon, nfc, false).core;
  return find_known_name(lexicon, core) != nullptr || is_compound_name(lexicon, core);
}

AgencyLevel find_unit_level(const Lexicon& lexicon, std::string_view unit, std::string_view place,
                            std::string_view day) {
  const std::string key = fold(unit);
  if (key == "thanh pho") {
    const auto above =
        find_superiors(lexicon, "thành phố " + std::string(place), day);  // Huế: since 2025
    const bool is_central =
        above ? above->province.empty() : has_form(lexicon, "central_city", place);
    return is_central ? AgencyLevel::kProvince : AgencyLevel::kDistrict;
  }
  for (const text::LexiconEntry& entry : lexicon.entries("unit_word")) {
    if (fold(entry.form) == key) return parse_level(entry.type);
  }
  return AgencyLevel::kUnknown;
}

bool is_collective(std::string_view nfc) {
  static const Pattern kGroup(
      R"((?:^|[ (])(?:cac|nhung|toan the|tat ca|cap (?:huyen|xa|tinh|phong|co so))(?: |$)|)"
      R"((?:^| )(?:co )?lien quan$|)"
      R"( (?:xa|phuong|huyen|quan|thanh pho|thi xa),? (?:xa|phuong|thi tran|huyen|thi xa|dac khu|)"
      R"(thanh pho)(?:,|$))");
  return kGroup.find(fold(nfc)).has_value();
}

namespace {

/// data/lexicon/head_words.tsv.
struct HeadPatterns {
  explicit HeadPatterns(const Lexicon& lexicon)
      : head(make_form_pattern(lexicon, "head_word", is_plain) +
             "(?: |$|[.,;:-])|(?:(?:tat ca )?cac|moi|tung|toan the) " +
             make_form_pattern(lexicon, "group_head") + "(?:[^a-z]|$)|" +
             make_form_pattern(lexicon, "head_word", is_narrow) +
             "(?:$|[.,;:-]| (?:" + make_form_pattern(lexicon, "unit_word") + "|" +
             make_form_pattern(lexicon, "duty_verb") + "|va)(?: |$))|" +
             make_form_pattern(lexicon, "head_word", is_of_group) + " " +
             make_form_pattern(lexicon, "group_noun") + "(?:[^a-z]|$)"),
        before_name(make_form_pattern(lexicon, "head_word", is_narrow) + " "),
        no_head(no_heads(lexicon)),
        marked(marked_heads(lexicon) + R"( (?:\p{Lu}|\d))") {}

  Pattern head;
  Pattern before_name;  ///< heads before a capital or a number: "Báo Tin tức"
  Pattern no_head, marked;

 private:
  static bool is_plain(const text::LexiconEntry& entry) { return !entry.has("before"); }
  static bool is_narrow(const text::LexiconEntry& entry) { return entry.has("before"); }
  static bool is_of_group(const text::LexiconEntry& entry) {
    return entry.mark("before") == "group";
  }

  /// "Số:", and parts of a list that begins otherwise: "phòng, chống".
  static std::string no_heads(const Lexicon& lexicon) {
    std::vector<std::string> inside, last;
    for (const text::LexiconEntry& entry : lexicon.entries("no_head"))
      (entry.has("end") ? last : inside).push_back(fold(entry.form));
    return R"(so ?[:;./\d]|phong,|thanh tra,|lanh dao,|)" + make_alternation(inside) +
           "(?:[^a-z]|$)|" + make_alternation(last) + '$';
  }

  static std::string marked_heads(const Lexicon& lexicon) {
    std::vector<std::string> forms;
    for (const text::LexiconEntry& entry : lexicon.entries("marked_head")) {
      forms.emplace_back(entry.form);
      forms.push_back(capitalise_first(entry.form));
      forms.push_back(text::to_upper(entry.form));
    }
    return make_alternation(std::move(forms));
  }
};

/// data/lexicon/head_words.tsv: what tells an organ that the list lacks.
struct OrganHeads {
  explicit OrganHeads(const Lexicon& lexicon)
      : organ(make_printed_pattern(lexicon, "organ_head") + "(?: |$)"),
        no_organ(make_printed_pattern(lexicon, "no_organ") + "(?: |$)") {}

  Pattern organ, no_organ;
};

}  // namespace

bool has_head_word(const Lexicon& lexicon, std::string_view nfc) {
  static const Pattern kNumber(R"((?:Số|SỐ|số)[^\p{L}])");  // folds like "Sở"
  const HeadPatterns& heads = lexicon.cached<HeadPatterns>();
  if (heads.marked.at_start(nfc)) return true;
  static const Pattern kName(R"([^ ]+ (?:\p{Lu}|\d))");
  static const Pattern kEach(R"((?:Mỗi|mỗi|MỖI|Từng|từng|TỪNG) )");
  const std::string key = fold(nfc);
  const bool is_folded_each = key.starts_with("moi ") || key.starts_with("tung ");
  if (is_folded_each && !kEach.at_start(nfc)) return false;  // "Môi trường", "Tùng Khánh"
  const bool is_head =
      heads.head.at_start(key) || (heads.before_name.at_start(key) && kName.at_start(nfc));
  return is_head && !heads.no_head.at_start(key) && !kNumber.at_start(nfc);
}

bool begins_with_organ(const Lexicon& lexicon, std::string_view nfc) {
  const OrganHeads& patterns = lexicon.cached<OrganHeads>();
  const std::string name = text::to_lower(nfc);
  return patterns.organ.at_start(name).has_value() && !patterns.no_organ.at_start(name);
}

}  // namespace codau::document
