#include "document/agencies/gazetteer.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "document/words/form_patterns.h"
#include "document/words/passage.h"
#include "document/words/pattern.h"
#include "text/unicode.h"

namespace codau::document {
namespace {

/// A place; its parents are indices of those before it.
struct Unit {
  std::string_view name, valid_from, valid_to;
  std::size_t district = 0, province = 0;  ///< 0 = none: unit 0 is none
};

/// The roles "place" and "joined_province".
struct Gazetteer {
  explicit Gazetteer(const Lexicon& lexicon);
  /// "Tỉnh Hưng Yên" → "Hưng Yên".
  [[nodiscard]] std::string_view without_unit(std::string_view name) const;

  std::vector<std::string> unit_words;  ///< "Tỉnh "
  std::vector<Unit> units{Unit{}};
  std::multimap<std::string, std::size_t> by_key;
  std::multimap<std::string, std::string_view> names;   ///< by key, with and without unit word
  std::multimap<std::string, std::string_view> marked;  ///< names with an apostrophe, by letters
  std::map<std::string, std::string_view> successors;   ///< of provinces, by key
  std::set<std::string, std::less<>> upper;             ///< keys of districts and provinces
  Pattern upper_unit;                                   ///< a unit word of these; "tp." of a city
};

/// "dak r'lap", "dak r lap" → "dakrlap".
std::string letters_of(std::string_view key) {
  std::string out;
  std::ranges::copy_if(key, std::back_inserter(out), [](char c) { return c >= 'a' && c <= 'z'; });
  return out;
}

Gazetteer::Gazetteer(const Lexicon& lexicon)
    : upper_unit(R"((?:^|[^a-z\d])()" + make_form_pattern(lexicon, "unit_word", "province") + '|' +
                 make_form_pattern(lexicon, "unit_word", "district") + R"(|tp)\.? ?)") {
  for (const text::LexiconEntry& entry : lexicon.entries("unit_word")) {
    if (entry.type != "village") unit_words.push_back(capitalise_first(entry.form) + " ");
  }
  std::size_t district = 0, province = 0;
  for (const text::LexiconEntry& entry : lexicon.entries("place")) {
    const std::size_t here = units.size();
    const bool is_province = entry.type == "province", is_district = entry.type == "district";
    if (is_province) province = district = 0;
    units.push_back({entry.form, entry.valid_from, entry.valid_to,
                     is_province || is_district ? 0 : district, province});
    if (is_province) province = here;
    if (is_district) district = here;
    by_key.emplace(fold(entry.form), here);
    if (is_province || is_district) upper.insert(fold(entry.form));
    names.emplace(fold(entry.form), entry.form);
    const std::string_view bare = without_unit(entry.form);
    names.emplace(fold(bare), bare);
    if (bare.find('\'') == std::string_view::npos) continue;
    marked.emplace(letters_of(fold(entry.form)), entry.form);
    marked.emplace(letters_of(fold(bare)), bare);
  }
  for (const text::LexiconEntry& entry : lexicon.entries("joined_province"))
    successors.emplace(fold(entry.form), entry.mark("successor"));
}

std::string_view Gazetteer::without_unit(std::string_view name) const {
  for (const std::string& unit : unit_words) {
    if (name.starts_with(unit)) return name.substr(unit.size());
  }
  return name;
}

bool is_valid(const Unit& unit, std::string_view day) {
  return day.empty() || (unit.valid_from <= day && (unit.valid_to.empty() || day < unit.valid_to));
}

constexpr std::string_view kLastOfDistricts = "2025-06-30";

/// "Huyện Ân Thi" inside a sentence: "huyện Ân Thi".
std::string small(std::string_view name) {
  const std::size_t space = std::min(name.find(' '), name.size());
  return text::to_lower(name.substr(0, space)) + std::string(name.substr(space));
}

/// What lies above each place of that name on a day; empty for any day.
std::vector<PlaceSuperiors> superiors_on(const Lexicon& lexicon, std::string_view place,
                                         std::string_view day) {
  const Gazetteer& list = lexicon.cached<Gazetteer>();
  const auto [begin, end] = list.by_key.equal_range(fold(place));
  std::vector<PlaceSuperiors> out;
  for (auto found = begin; found != end; ++found) {
    const Unit& unit = list.units[found->second];
    const auto is_there = [&](std::size_t of) { return of == 0 || is_valid(list.units[of], day); };
    if (!is_valid(unit, day) || !is_there(unit.district) || !is_there(unit.province)) continue;
    PlaceSuperiors above;
    if (unit.district != 0) above.district = small(list.units[unit.district].name);
    if (unit.province != 0) above.province = small(list.units[unit.province].name);
    if (std::ranges::find(out, above) == out.end()) out.push_back(std::move(above));
  }
  return out;
}

}  // namespace

std::optional<PlaceSuperiors> find_superiors(const Lexicon& lexicon, std::string_view place,
                                             std::string_view day) {
  std::vector<PlaceSuperiors> found = superiors_on(lexicon, place, day);
  if (found.size() != 1) return std::nullopt;
  return std::move(found.front());
}

std::vector<PlaceSuperiors> find_all_superiors(const Lexicon& lexicon, std::string_view place,
                                               std::string_view day) {
  if (!day.empty()) return superiors_on(lexicon, place, day);
  std::vector<PlaceSuperiors> out = superiors_on(lexicon, place, kLastOfDistricts);
  return out.empty() ? superiors_on(lexicon, place, kReformDate) : out;
}

std::vector<std::string> find_named_places(const Lexicon& lexicon, std::string_view key) {
  constexpr std::size_t kMostWords = 5;
  static const Pattern kWord(R"([a-z\d'-]+)");
  const auto& gazetteer = lexicon.cached<Gazetteer>();
  std::set<std::string> found;
  for (std::size_t at = 0; const auto unit = gazetteer.upper_unit.find(key, at);) {
    at = unit->whole().end;
    std::string name(unit->of(key, 1));
    if (name == "tp") name = "thanh pho";
    std::string longest;
    for (std::size_t from = at, n = 0; n < kMostWords; ++n) {
      const auto word = kWord.at_start(key.substr(from));
      if (!word) break;
      name.append(" ").append(key.substr(from, word->whole().end));
      if (gazetteer.upper.contains(name)) longest = name;
      from += word->whole().end;
      if (from >= key.size() || key[from] != ' ') break;
      ++from;
    }
    if (!longest.empty()) found.insert(longest);
  }
  return {found.begin(), found.end()};
}

std::optional<PlaceValidity> find_place_validity(const Lexicon& lexicon, std::string_view place) {
  const Gazetteer& list = lexicon.cached<Gazetteer>();
  const auto [begin, end] = list.by_key.equal_range(fold(place));
  std::optional<PlaceValidity> out;
  const auto add = [&](const Unit& unit) {
    if (!out) out.emplace();
    out->is_province = out->is_province || unit.province == 0;
    if (unit.valid_to.empty()) {
      out->since_reform = true;
    } else {
      out->before_reform = true;
      out->last_end = std::max(out->last_end, std::string(unit.valid_to));
    }
  };
  for (auto found = begin; found != end; ++found) add(list.units[found->second]);
  if (!out || !out->is_province) return out;
  const std::string bare = fold(list.without_unit(list.units[begin->second].name));
  for (const Unit& unit : list.units) {
    if (unit.province == 0 && !unit.name.empty() && fold(list.without_unit(unit.name)) == bare)
      add(unit);
  }
  return out;
}

std::string_view find_province_successor(const Lexicon& lexicon, std::string_view place) {
  const auto& successors = lexicon.cached<Gazetteer>().successors;
  const auto found = successors.find(fold(place));
  return found == successors.end() ? std::string_view{} : found->second;
}

std::optional<std::string> correct_place_spelling(const Lexicon& lexicon, std::string_view nfc) {
  const Gazetteer& known = lexicon.cached<Gazetteer>();
  const std::string folded = fold(nfc);
  const bool has_name = known.names.contains(folded);
  const auto [begin, end] =
      has_name ? known.names.equal_range(folded) : known.marked.equal_range(letters_of(folded));
  const std::string wanted = text::tone_key(nfc);
  std::optional<std::string_view> out;
  for (auto found = begin; found != end; ++found) {
    const std::string key = text::tone_key(found->second);
    if (key == wanted || (out && text::tone_key(*out) != key)) return std::nullopt;
    out = found->second;
  }
  return out ? std::optional<std::string>(*out) : std::nullopt;
}

}  // namespace codau::document
