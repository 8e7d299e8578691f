#include "restore/decode/name_sites.h"

#include <algorithm>
#include <tuple>

#include "restore/text/letters.h"
#include "text/utf8.h"

namespace codau::restore {
namespace {

constexpr double kBehindUnit = 0.5;  ///< P(a place of the list) after a unit word, at a capital
constexpr double kBeforeDay = 0.5;   ///< … before the comma of a date line
constexpr double kProvinceBeforeDay = 0.5;  ///< P(a province) there: half of 224 date lines
constexpr double kOrgan = 0.02;             ///< P(an organ of the list) at a capital
constexpr double kHead = 0.04;              ///< P(a word that organs begin with) at a possible name
constexpr double kTitle = 0.5;  ///< P(a word before persons' names) before a family and a capital
constexpr double kMostOfHead = 2;  ///< nats of damage above the closest word
constexpr double kFamily = 0.8;    ///< P(a family of the list) in the line of a person's name
constexpr float kLikelyUnit = 4;   ///< nats of damage that a unit word may have
constexpr double kMostDamage = 8;  ///< nats above the name that fits best

/// Adds the names of `range`, which begin with the `depth` words before `token`.
void extend(const NameWindow& window, std::span<const KnownName> range, std::size_t token,
            std::size_t depth, double cost, std::string_view joints, std::vector<NameMatch>& out) {
  for (std::size_t i = 0; i < range.size() && range[i].size == depth; ++i) {
    // the shorter ones come first; those of one province are one
    if (i == 0 || range[i].province != range[i - 1].province) out.push_back({&range[i], cost});
  }
  if (depth == KnownName::kLongest) return;
  if (depth > 0) {
    token = window.behind(token);
    if (!window.goes_on(token, joints)) return;
  }
  for (const Candidate& option : window.options_of(token)) {
    if (option.word < lm::kFirstWord || option.then != lm::kUnknown) continue;
    const auto word = [depth](const KnownName& name) { return name.words[depth]; };
    const auto first = std::ranges::lower_bound(range, option.word, {}, word);
    const auto last = std::ranges::upper_bound(range, option.word, {}, word);
    if (first == last) continue;
    extend(window, {first, last}, token, depth + 1, cost + static_cast<double>(option.cost), joints,
           out);
  }
}

/// Keeps the site if a name fits.
void add(std::vector<NameSite>& sites, NameSite site) {
  double least = 1e30;
  for (const NameMatch& match : site.matches) least = std::min(least, match.cost);
  std::erase_if(site.matches,
                [&](const NameMatch& match) { return match.cost > least + kMostDamage; });
  if (!site.matches.empty()) sites.push_back(std::move(site));
}

/// Adds places after the unit words that token `i` can be; `next` is the token after `i`.
void add_behind_unit(const KnownNames& names, const lm::Model& model, const NameWindow& window,
                     std::size_t i, std::size_t next, std::vector<NameSite>& sites) {
  for (const auto& [before, word, places] : names.units()) {
    if (!window.can_be(i, word)) continue;
    if (before != lm::kUnknown && (i == 0 || !window.can_be(i - 1, before))) continue;
    lm::State state;
    if (before != lm::kUnknown) state = model.score(state, before).next;
    state = model.score(state, word).next;
    add(sites, {next, kBehindUnit, names.places(places), places, true, state,
                matches_at(window, names.places(places), next)});
  }
}

/// Returns true if token `i` is "ngày" after a comma.
bool is_day(const NameWindow& window, std::size_t i) {
  if (i == 0 || !window.is_word(i)) return false;
  const std::uint32_t end = window.tokens[i - 1].text.end;
  const std::string_view between = window.text.substr(end, window.tokens[i].text.begin - end);
  return between.starts_with(',') && fold_word(slice(window.text, window.tokens[i].text)) == "ngay";
}

/// Adds places that end with token `last`, before ", ngày".
void add_before_day(const KnownNames& names, const NameWindow& window, std::size_t last,
                    std::vector<NameSite>& sites) {
  for (std::size_t first = last, n = 0; n < KnownName::kLongest; --first, ++n) {
    if (!window.is_word(first) || !window.is_capital(first)) return;
    for (const auto& [chance, among, tells_place] :
         {std::tuple(kBeforeDay, names.places(), false),
          std::tuple(kProvinceBeforeDay, names.province_names(), true)}) {
      NameSite site{first, chance, among, {}, tells_place, {}, matches_at(window, among, first)};
      std::erase_if(site.matches,
                    [&](const NameMatch& match) { return first + match.name->size != last + 1; });
      add(sites, std::move(site));
    }
    if (first == 0 || !window.goes_on(first)) return;
  }
}

/// Returns true for two to five capitalised words, with small letters after each capital, alone on
/// a line.
bool is_persons_line(const NameWindow& window, std::size_t first) {
  const std::span<const Token> tokens = window.tokens;
  if (first > 0 && !ends_line(tokens[first - 1])) return false;
  std::size_t i = first;
  for (; i < tokens.size() && !ends_line(tokens[i]); ++i) {
    if (!window.is_word(i) || !window.is_capital(i) || (i > first && !window.goes_on(i)))
      return false;
    const std::u32string word = to_utf32(slice(window.text, tokens[i].text));
    if (word.size() > 1 && is_upper(word.back())) return false;
  }
  return i >= first + 2 && i <= first + 5;
}

/// Returns true if token `i` begins a line, a cell, an item or a part of a list.
bool opens_item(const NameWindow& window, std::size_t i) {
  const std::string_view before = window.text.substr(0, window.tokens[i].text.begin);
  const std::size_t last = before.find_last_not_of(' ');
  return last == before.npos ||
         std::string_view("\n\r\f\t|-+*.;:,)").find(before[last]) != before.npos;
}

/// Returns true before letters like "NN&PTNT": only an organ has such letters.
bool is_before_letters(const NameWindow& window, std::size_t i) {
  std::string_view behind = window.text.substr(window.tokens[i].text.end);
  if (!behind.starts_with(' ')) return false;
  behind.remove_prefix(1);
  const std::size_t end =
      std::min(behind.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), behind.size());
  return end > 0 && behind.substr(end).starts_with('&');
}

/// Returns true if a second word has a capital and no third one has. Three are the name of a person
/// ("Tô Văn Nam"). Two alone in a list with commas are a place ("Đại Thanh"). Words in capitals do
/// not count ("KHÓA XX, KỲ HỌP").
bool opens_name(const NameWindow& window, std::size_t i) {
  if (is_upper(to_utf32(slice(window.text, window.tokens[i].text)).back())) return false;
  const std::size_t second = window.behind(i);
  if (!window.goes_on(second) || !window.is_capital(second)) return false;
  const std::size_t third = window.behind(second);
  if (window.goes_on(third)) return !window.is_capital(third);
  return !window.text.substr(0, window.tokens[i].text.begin).ends_with(", ");
}

/// Returns true for a family of the list and another capitalised word, from token `i` on.
bool begins_person(const KnownNames& names, const NameWindow& window, std::size_t i) {
  if (!window.goes_on(i) || !window.is_capital(i)) return false;
  const std::size_t next = window.behind(i);
  return window.goes_on(next) && window.is_capital(next) &&
         !matches_at(window, names.families(), i).empty();
}

/// Returns true if token `i` follows "các" at the beginning of a line or an item.
bool is_behind_all(const NameWindow& window, std::size_t i) {
  return i > 0 && window.is_word(i - 1) && window.goes_on(i) && opens_item(window, i - 1) &&
         fold_word(slice(window.text, window.tokens[i - 1].text)) == "cac";
}

/// Adds the words that names of organs begin with, each as likely as the others. No other word may
/// look much more like the text: "Các Điện lực" is no "Cục Điện lực".
void add_head(std::span<const KnownName> heads, const NameWindow& window, std::size_t i,
              std::vector<NameSite>& sites) {
  const double chance = kHead * static_cast<double>(heads.size());
  NameSite site{i, chance, heads, {}, false, {}, matches_at(window, heads, i)};
  double least = 1e30;
  for (const Candidate& option : window.options_of(i))
    least = std::min(least, static_cast<double>(option.cost));
  std::erase_if(site.matches,
                [&](const NameMatch& match) { return match.cost > least + kMostOfHead; });
  add(sites, std::move(site));
}

}  // namespace

bool NameWindow::is_capital(std::size_t i) const {
  const std::string_view word = slice(text, tokens[i].text);
  std::size_t at = 0;
  return !word.empty() && is_upper(text::next_code_point(word, at));
}

bool NameWindow::goes_on(std::size_t i, std::string_view joints) const {
  if (i >= tokens.size() || tokens[i].kind != TokenKind::kWord || tokens[i].fixed) return false;
  std::size_t before = i;
  while (before > 0 && (tokens[before - 1].kind == TokenKind::kLine ||
                        tokens[before - 1].kind == TokenKind::kGap)) {
    --before;
  }
  if (before == 0 || tokens[before - 1].kind != TokenKind::kWord) return false;
  const std::uint32_t end = tokens[before - 1].text.end;
  return std::ranges::all_of(text.substr(end, tokens[i].text.begin - end), [&](char c) {
    return c == ' ' || c == '\n' || c == '\r' || joints.find(c) != joints.npos;
  });
}

std::size_t NameWindow::behind(std::size_t i) const {
  ++i;
  while (i < tokens.size() && tokens[i].kind == TokenKind::kLine) ++i;
  return i;
}

bool NameWindow::can_be(std::size_t i, lm::WordId word) const {
  if (!is_word(i)) return false;
  return std::ranges::any_of(options_of(i), [&](const Candidate& option) {
    return option.word == word && option.then == lm::kUnknown && option.cost < kLikelyUnit;
  });
}

std::vector<NameMatch> matches_at(const NameWindow& window, std::span<const KnownName> among,
                                  std::size_t first, std::string_view joints) {
  std::vector<NameMatch> out;
  extend(window, among, first, 0, 0, joints, out);
  return out;
}

std::vector<NameSite> find_sites(const KnownNames& names, const lm::Model& model,
                                 const NameWindow& window) {
  std::vector<NameSite> out;
  for (std::size_t i = 0; i < window.tokens.size(); ++i) {
    if (!window.is_word(i)) continue;
    const std::size_t next = window.behind(i);
    if (window.goes_on(next) && window.is_capital(next))
      add_behind_unit(names, model, window, i, next, out);
    if (is_day(window, next)) add_before_day(names, window, i, out);
    if (opens_item(window, i) && begins_person(names, window, next)) {
      const double chance = kTitle * static_cast<double>(names.titles().size());
      add(out, {i, chance, names.titles(), {}, false, {}, matches_at(window, names.titles(), i)});
    }
    if (is_behind_all(window, i) && !window.tokens[i].fixed)
      add_head(names.group_heads(), window, i, out);
    if (!window.is_capital(i) || window.tokens[i].fixed) continue;
    add(out,
        {i, kOrgan, names.organs(), {}, false, {}, matches_at(window, names.organs(), i, " -,")});
    if (is_before_letters(window, i) || (opens_item(window, i) && opens_name(window, i)))
      add_head(names.heads(), window, i, out);
    if (is_persons_line(window, i))
      add(out,
          {i, kFamily, names.families(), {}, false, {}, matches_at(window, names.families(), i)});
  }
  return out;
}

}  // namespace codau::restore
