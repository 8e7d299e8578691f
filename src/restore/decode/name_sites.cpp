#include "restore/decode/name_sites.h"

#include <algorithm>
#include <tuple>

#include "restore/text/spelling.h"
#include "text/utf8.h"

namespace codau::restore {
namespace {

/// P(a place of the list) after a unit word, at a capital.
constexpr double kAfterUnitProbability = 0.5;
constexpr double kBeforeDayProbability = 0.5;  ///< … before the comma of a date line
/// P(a province) there: half of 224 date lines.
constexpr double kProvinceBeforeDayProbability = 0.5;
constexpr double kOrganProbability = 0.02;  ///< P(an organ of the list) at a capital
/// P(a word that organs begin with) at a possible name.
constexpr double kOrganHeadProbability = 0.04;
/// P(a word before persons' names) before a family and a capital.
constexpr double kPersonTitleProbability = 0.5;
constexpr double kMaxHeadDamageNats = 2;  ///< nats of damage above the closest word
/// P(a family of the list) in the line of a person's name.
constexpr double kFamilyProbability = 0.8;
constexpr float kMaxUnitDamageNats = 4;  ///< nats of damage that a unit word may have
constexpr double kMaxDamageNats = 8;     ///< nats above the name that fits best

/// Adds the names of `range`, which begin with the `depth` words before `token`.
void extend(const NameWindow& window, std::span<const KnownName> range, std::size_t token,
            std::size_t depth, double cost, std::string_view joints, std::vector<NameMatch>& out) {
  for (std::size_t i = 0; i < range.size() && range[i].size == depth; ++i) {
    // the shorter ones come first; those of one province are one
    if (i == 0 || range[i].province != range[i - 1].province) out.push_back({&range[i], cost});
  }
  if (depth == KnownName::kMaxNameWords) return;
  if (depth > 0) {
    token = window.next_token(token);
    if (!window.continues_previous(token, joints)) return;
  }
  for (const Candidate& candidate : window.candidates_of(token)) {
    if (candidate.word < lm::kFirstWord || candidate.second_word != lm::kUnknown) continue;
    const auto word = [depth](const KnownName& name) { return name.words[depth]; };
    const auto first = std::ranges::lower_bound(range, candidate.word, {}, word);
    const auto last = std::ranges::upper_bound(range, candidate.word, {}, word);
    if (first == last) continue;
    extend(window, {first, last}, token, depth + 1, cost + static_cast<double>(candidate.cost),
           joints, out);
  }
}

/// Keeps the site if a name fits.
void add_if_fits(std::vector<NameSite>& sites, NameSite site) {
  double least = 1e30;
  for (const NameMatch& match : site.matches) least = std::min(least, match.cost);
  std::erase_if(site.matches,
                [&](const NameMatch& match) { return match.cost > least + kMaxDamageNats; });
  if (!site.matches.empty()) sites.push_back(std::move(site));
}

/// Adds places after the unit words that token `i` can be; `next` is the token after `i`.
void add_after_unit(const KnownNames& names, const lm::NgramModel& model, const NameWindow& window,
                    std::size_t i, std::size_t next, std::vector<NameSite>& sites) {
  for (const auto& [before, word, places] : names.units()) {
    if (!window.may_be(i, word)) continue;
    if (before != lm::kUnknown && (i == 0 || !window.may_be(i - 1, before))) continue;
    lm::State state;
    if (before != lm::kUnknown) state = model.score(state, before).next;
    state = model.score(state, word).next;
    add_if_fits(sites, {next, kAfterUnitProbability, names.places(places), places, true, state,
                        match_names(window, names.places(places), next)});
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
  for (std::size_t first = last, n = 0; n < KnownName::kMaxNameWords; --first, ++n) {
    if (!window.is_word(first) || !window.begins_with_capital(first)) return;
    for (const auto& [probability, among, tells_place] :
         {std::tuple(kBeforeDayProbability, names.places(), false),
          std::tuple(kProvinceBeforeDayProbability, names.province_names(), true)}) {
      NameSite site{
          first, probability, among, {}, tells_place, {}, match_names(window, among, first)};
      std::erase_if(site.matches,
                    [&](const NameMatch& match) { return first + match.name->size != last + 1; });
      add_if_fits(sites, std::move(site));
    }
    if (first == 0 || !window.continues_previous(first)) return;
  }
}

/// Returns true for two to five capitalised words, with small letters after each capital, alone on
/// a line.
bool is_persons_line(const NameWindow& window, std::size_t first) {
  const std::span<const Token> tokens = window.tokens;
  if (first > 0 && !ends_line(tokens[first - 1])) return false;
  std::size_t i = first;
  for (; i < tokens.size() && !ends_line(tokens[i]); ++i) {
    if (!window.is_word(i) || !window.begins_with_capital(i) ||
        (i > first && !window.continues_previous(i)))
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
  const std::size_t second = window.next_token(i);
  if (!window.continues_previous(second) || !window.begins_with_capital(second)) return false;
  const std::size_t third = window.next_token(second);
  if (window.continues_previous(third)) return !window.begins_with_capital(third);
  return !window.text.substr(0, window.tokens[i].text.begin).ends_with(", ");
}

/// Returns true for a family of the list and another capitalised word, from token `i` on.
bool begins_person(const KnownNames& names, const NameWindow& window, std::size_t i) {
  if (!window.continues_previous(i) || !window.begins_with_capital(i)) return false;
  const std::size_t next = window.next_token(i);
  return window.continues_previous(next) && window.begins_with_capital(next) &&
         !match_names(window, names.families(), i).empty();
}

/// Returns true if token `i` follows "các" at the beginning of a line or an item.
bool follows_plural_word(const NameWindow& window, std::size_t i) {
  return i > 0 && window.is_word(i - 1) && window.continues_previous(i) &&
         opens_item(window, i - 1) &&
         fold_word(slice(window.text, window.tokens[i - 1].text)) == "cac";
}

/// Adds the words that names of organs begin with, each as likely as the others. No other word may
/// look much more like the text: "Các Điện lực" is no "Cục Điện lực".
void add_head(std::span<const KnownName> organ_heads, const NameWindow& window, std::size_t i,
              std::vector<NameSite>& sites) {
  const double probability = kOrganHeadProbability * static_cast<double>(organ_heads.size());
  NameSite site{i, probability, organ_heads, {}, false, {}, match_names(window, organ_heads, i)};
  double least = 1e30;
  for (const Candidate& candidate : window.candidates_of(i))
    least = std::min(least, static_cast<double>(candidate.cost));
  std::erase_if(site.matches,
                [&](const NameMatch& match) { return match.cost > least + kMaxHeadDamageNats; });
  add_if_fits(sites, std::move(site));
}

}  // namespace

bool NameWindow::begins_with_capital(std::size_t i) const {
  const std::string_view word = slice(text, tokens[i].text);
  std::size_t at = 0;
  return !word.empty() && is_upper(text::next_code_point(word, at));
}

bool NameWindow::continues_previous(std::size_t i, std::string_view joints) const {
  if (i >= tokens.size() || tokens[i].kind != TokenKind::kWord || tokens[i].is_locked) return false;
  std::size_t before = i;
  while (before > 0 && (tokens[before - 1].kind == TokenKind::kLineFeed ||
                        tokens[before - 1].kind == TokenKind::kLostWord)) {
    --before;
  }
  if (before == 0 || tokens[before - 1].kind != TokenKind::kWord) return false;
  const std::uint32_t end = tokens[before - 1].text.end;
  return std::ranges::all_of(text.substr(end, tokens[i].text.begin - end), [&](char c) {
    return c == ' ' || c == '\n' || c == '\r' || joints.find(c) != joints.npos;
  });
}

std::size_t NameWindow::next_token(std::size_t i) const {
  ++i;
  while (i < tokens.size() && tokens[i].kind == TokenKind::kLineFeed) ++i;
  return i;
}

bool NameWindow::may_be(std::size_t i, lm::WordId word) const {
  if (!is_word(i)) return false;
  return std::ranges::any_of(candidates_of(i), [&](const Candidate& candidate) {
    return candidate.word == word && candidate.second_word == lm::kUnknown &&
           candidate.cost < kMaxUnitDamageNats;
  });
}

std::vector<NameMatch> match_names(const NameWindow& window, std::span<const KnownName> among,
                                   std::size_t first, std::string_view joints) {
  std::vector<NameMatch> out;
  extend(window, among, first, 0, 0, joints, out);
  return out;
}

std::vector<NameSite> find_name_sites(const KnownNames& names, const lm::NgramModel& model,
                                      const NameWindow& window) {
  std::vector<NameSite> out;
  for (std::size_t i = 0; i < window.tokens.size(); ++i) {
    if (!window.is_word(i)) continue;
    const std::size_t next = window.next_token(i);
    if (window.continues_previous(next) && window.begins_with_capital(next))
      add_after_unit(names, model, window, i, next, out);
    if (is_day(window, next)) add_before_day(names, window, i, out);
    if (opens_item(window, i) && begins_person(names, window, next)) {
      const double probability =
          kPersonTitleProbability * static_cast<double>(names.person_titles().size());
      add_if_fits(out, {i,
                        probability,
                        names.person_titles(),
                        {},
                        false,
                        {},
                        match_names(window, names.person_titles(), i)});
    }
    if (follows_plural_word(window, i) && !window.tokens[i].is_locked)
      add_head(names.group_heads(), window, i, out);
    if (!window.begins_with_capital(i) || window.tokens[i].is_locked) continue;
    add_if_fits(out, {i,
                      kOrganProbability,
                      names.agencies_and_phrases(),
                      {},
                      false,
                      {},
                      match_names(window, names.agencies_and_phrases(), i, " -,")});
    if (is_before_letters(window, i) || (opens_item(window, i) && opens_name(window, i)))
      add_head(names.organ_heads(), window, i, out);
    if (is_persons_line(window, i))
      add_if_fits(out, {i,
                        kFamilyProbability,
                        names.families(),
                        {},
                        false,
                        {},
                        match_names(window, names.families(), i)});
  }
  return out;
}

}  // namespace codau::restore
