#include "restore/name_hints.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "restore/letters.h"
#include "text/utf8.h"

namespace codau::restore {
namespace {

constexpr double kBehindUnit = 0.5;  ///< P(a place of the list) behind a unit word and a capital
constexpr double kBeforeDay = 0.5;   ///< … before the comma of a date line
constexpr double kMentioned = 0.02;  ///< … anywhere, of one that the window has behind its unit
constexpr double kOrgan = 0.02;      ///< P(an organ of the list) where a capital stands
constexpr double kFamily = 0.8;      ///< P(a family of the list) where a line is a person's name
constexpr double kUnitAlone = 0.05;  ///< P(unit word) behind what can be a name: "Công an xã"
constexpr double kOfProvince = 0.5;  ///< share of places in the provinces of the window's places
constexpr double kOfWords = 1;       ///< weight of the n-grams among names that look alike
constexpr float kLikelyUnit = 4;     ///< nats of damage that a unit word may have
constexpr double kMostDamage = 8;    ///< nats behind the name that fits best

/// A name that may stand at some tokens, one behind the other.
struct Match {
  const KnownName* name = nullptr;
  double cost = 0;  ///< −log P(seen | name)
};

/// Where names may begin.
struct Site {
  std::size_t token = 0;
  double chance = 0;                 ///< P(a name of the list stands here)
  std::span<const KnownName> among;  ///< the list
  std::optional<std::size_t> unit;   ///< the unit word before it
  lm::State state;                   ///< of what stands before it
  std::vector<Match> matches = {};
};

class Finder {
 public:
  Finder(const KnownNames& names, const lm::Model& model, std::string_view text,
         std::span<const Token> tokens, const OptionsOf& options_of)
      : names_(names), model_(model), text_(text), tokens_(tokens), options_of_(options_of) {}

  NameHints run() {
    find_sites();
    count_provinces();
    std::set<std::array<lm::WordId, KnownName::kLongest>> mentioned;
    for (const Site& site : sites_) {
      const KnownName* const likeliest = hint_site(site);
      if (!site.unit || likeliest == nullptr || likeliest->size < 2) continue;
      if (mentioned.insert(likeliest->words).second) mentioned_.push_back(*likeliest);
    }
    hint_mentioned();
    hint_units();
    return std::move(out_);
  }

 private:
  // ---- tokens ----

  /// True where token `i` goes on with what stands before it; signs of `joints` may part them.
  [[nodiscard]] bool goes_on(std::size_t i, std::string_view joints = {}) const {
    if (i >= tokens_.size() || tokens_[i].kind != TokenKind::kWord || tokens_[i].fixed)
      return false;
    std::size_t before = i;
    while (before > 0 && is_space(tokens_[before - 1])) --before;
    if (before == 0 || tokens_[before - 1].kind != TokenKind::kWord) return false;
    const std::uint32_t end = tokens_[before - 1].text.end;
    return std::ranges::all_of(text_.substr(end, tokens_[i].text.begin - end), [&](char c) {
      return c == ' ' || c == '\n' || c == '\r' || joints.find(c) != joints.npos;
    });
  }
  [[nodiscard]] static bool is_space(const Token& token) {
    return token.kind == TokenKind::kLine || token.kind == TokenKind::kGap;
  }
  /// The token behind `i`, line feeds left out.
  [[nodiscard]] std::size_t behind(std::size_t i) const {
    ++i;
    while (i < tokens_.size() && tokens_[i].kind == TokenKind::kLine) ++i;
    return i;
  }
  [[nodiscard]] bool is_word(std::size_t i) const {
    return i < tokens_.size() && tokens_[i].kind == TokenKind::kWord && !tokens_[i].guarded;
  }
  [[nodiscard]] bool is_capital(std::size_t i) const {
    const std::string_view word = slice(text_, tokens_[i].text);
    std::size_t at = 0;
    return !word.empty() && is_upper(text::next_code_point(word, at));
  }
  [[nodiscard]] bool can_be(std::size_t i, lm::WordId word) const {
    if (!is_word(i)) return false;
    return std::ranges::any_of(options_of_(i), [&](const Candidate& option) {
      return option.word == word && option.then == lm::kUnknown && option.cost < kLikelyUnit;
    });
  }

  // ---- where names may stand ----

  void find_sites() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (!is_word(i)) continue;
      const std::size_t next = behind(i);
      if (goes_on(next) && is_capital(next)) find_behind_unit(i, next);
      if (next < tokens_.size() && is_day(next)) find_before_day(i);
      if (!is_capital(i) || tokens_[i].fixed) continue;
      add_site({i, kOrgan, names_.organs(), {}, {}}, " -,");
      if (is_persons_line(i)) add_site({i, kFamily, names_.families(), {}, {}});
    }
  }

  void find_behind_unit(std::size_t i, std::size_t next) {
    const auto units = names_.units();
    for (std::size_t u = 0; u < units.size(); ++u) {
      const auto& [before, word] = units[u];
      if (!can_be(i, word)) continue;
      if (before != lm::kUnknown && (i == 0 || !can_be(i - 1, before))) continue;
      Site site{next, kBehindUnit, names_.places(u), u, {}};
      if (before != lm::kUnknown) site.state = model_.score(site.state, before).next;
      site.state = model_.score(site.state, word).next;
      add_site(std::move(site));
    }
  }

  /// ", ngày": token `i` is the second of them.
  [[nodiscard]] bool is_day(std::size_t i) const {
    if (i == 0 || !is_word(i)) return false;
    const std::string_view between =
        text_.substr(tokens_[i - 1].text.end, tokens_[i].text.begin - tokens_[i - 1].text.end);
    return between.starts_with(',') && fold_word(slice(text_, tokens_[i].text)) == "ngay";
  }
  /// Token `last` ends what stands before ", ngày".
  void find_before_day(std::size_t last) {
    for (std::size_t first = last, n = 0; n < KnownName::kLongest; --first, ++n) {
      if (!is_word(first) || !is_capital(first)) return;
      add_site({first, kBeforeDay, names_.places(), {}, {}}, {}, last);
      if (first == 0 || !goes_on(first)) return;
    }
  }

  /// Two to five words with a capital each, small letters behind it, and nothing else on the line.
  [[nodiscard]] bool is_persons_line(std::size_t first) const {
    if (first > 0 && !ends_line(tokens_[first - 1])) return false;
    std::size_t i = first;
    for (; i < tokens_.size() && !ends_line(tokens_[i]); ++i) {
      if (!is_word(i) || !is_capital(i) || (i > first && !goes_on(i))) return false;
      const std::u32string word = to_utf32(slice(text_, tokens_[i].text));
      if (word.size() > 1 && is_upper(word.back())) return false;
    }
    return i >= first + 2 && i <= first + 5;
  }

  /// Keeps the site if a name fits; one that ends with token `last`, if that is given.
  void add_site(Site site, std::string_view joints = {}, std::size_t last = SIZE_MAX) {
    extend(site, site.among, site.token, 0, 0, joints);
    if (last != SIZE_MAX) {
      std::erase_if(site.matches,
                    [&](const Match& match) { return site.token + match.name->size != last + 1; });
    }
    double least = 1e30;
    for (const Match& match : site.matches) least = std::min(least, match.cost);
    std::erase_if(site.matches,
                  [&](const Match& match) { return match.cost > least + kMostDamage; });
    if (!site.matches.empty()) sites_.push_back(std::move(site));
  }

  /// `range` are the names that begin with the `depth` words before `token`.
  void extend(Site& site, std::span<const KnownName> range, std::size_t token, std::size_t depth,
              double cost, std::string_view joints) const {
    for (std::size_t i = 0; i < range.size() && range[i].size == depth; ++i) {
      // the shorter ones come first; those of one province are one
      if (i == 0 || range[i].province != range[i - 1].province)
        site.matches.push_back({&range[i], cost});
    }
    if (depth == KnownName::kLongest) return;
    if (depth > 0) {
      token = behind(token);
      if (!goes_on(token, joints)) return;
    }
    for (const Candidate& option : options_of_(token)) {
      if (option.word < lm::kFirstWord || option.then != lm::kUnknown) continue;
      const auto word = [depth](const KnownName& name) { return name.words[depth]; };
      const auto first = std::ranges::lower_bound(range, option.word, {}, word);
      const auto last = std::ranges::upper_bound(range, option.word, {}, word);
      if (first == last) continue;
      extend(site, {first, last}, token, depth + 1, cost + static_cast<double>(option.cost),
             joints);
    }
  }

  // ---- how likely they are ----

  /// Each place votes for the provinces of its longest names.
  void count_provinces() {
    shares_.assign(names_.provinces(), 0);
    double all = 0;
    for (const Site& site : sites_) {
      if (!site.unit) continue;
      std::size_t longest = 0;
      for (const Match& match : site.matches)
        longest = std::max<std::size_t>(longest, match.name->size);
      double sum = 0;
      for (const auto& [name, cost] : site.matches) {
        if (name->size == longest) sum += std::exp(-cost);
      }
      for (const auto& [name, cost] : site.matches) {
        if (name->size == longest && sum > 0) shares_[name->province] += std::exp(-cost) / sum;
      }
      all += 1;
    }
    for (double& share : shares_) share /= std::max(all, 1.0);
  }

  [[nodiscard]] double prior(const KnownName& name, std::span<const KnownName> among) const {
    const double even = 1 / static_cast<double>(among.size());
    if (name.province == 0) return even;
    const double near = even * shares_[name.province] * static_cast<double>(names_.provinces());
    return (1 - kOfProvince) * even + kOfProvince * near;
  }

  /// −log P of each word of the name by the n-grams.
  [[nodiscard]] std::vector<double> costs_of(const KnownName& name, lm::State state) const {
    std::vector<double> out;
    for (std::size_t k = 0; k < name.size; ++k) {
      const lm::Step step = model_.score(state, name.words[k]);
      out.push_back(-static_cast<double>(step.log_prob));
      state = step.next;
    }
    return out;
  }

  /// P(name) for each match: what the list gives to all of them, parted by what the list and the
  /// n-grams say of each. A longer name says as much as a shorter one and the words behind that.
  [[nodiscard]] std::vector<double> chances_of(const Site& site) const {
    std::vector<double> out;
    double all = 0, weights = 0;
    for (const Match& match : site.matches) {
      const double even = prior(*match.name, site.among);
      double cost = 0;
      for (const double one : costs_of(*match.name, site.state)) cost += one;
      const double per_word = cost / static_cast<double>(match.name->size);
      out.push_back(even * std::exp(-kOfWords * per_word));
      all += even;
      weights += out.back();
    }
    for (double& chance : out) chance *= site.chance * all / weights;
    return out;
  }

  // ---- what they say ----

  /// Hints of the names that may stand there; the likeliest of them, if any.
  const KnownName* hint_site(const Site& site) {
    const std::vector<double> chances = chances_of(site);
    const KnownName* out = nullptr;
    double most = 0;
    for (std::size_t m = 0; m < site.matches.size(); ++m) {
      const auto& [name, cost] = site.matches[m];
      hint(site.token, *name, chances[m], site.state);
      const double score = chances[m] * std::exp(-cost);
      if (score <= most) continue;
      most = score;
      out = name;
    }
    return out;
  }

  /// The words of a name that begins at `token` get what it is likelier than its n-grams are.
  void hint(std::size_t token, const KnownName& name, double chance, const lm::State& state) {
    const std::vector<double> costs = costs_of(name, state);
    double sum = 0;
    for (const double cost : costs) sum += cost;
    const double gain = std::log(chance) + sum;
    if (gain <= 0) return;
    for (std::size_t k = 0; k < name.size; ++k, token = behind(token))
      add_hint(token, name.words[k], static_cast<float>(gain * costs[k] / sum));
  }

  void add_hint(std::size_t token, lm::WordId word, float gain, bool over_context = true) {
    std::vector<NameHint>& hints = out_[token];
    const auto found = std::ranges::find(hints, word, &NameHint::word);
    if (found == hints.end()) {
      hints.push_back({word, gain, over_context});
    } else if (gain > found->gain) {
      *found = {word, gain, over_context};
    }
  }

  /// Places that stand behind their unit word somewhere are likely elsewhere too.
  void hint_mentioned() {
    if (mentioned_.empty()) return;
    std::ranges::sort(mentioned_, {}, &KnownName::words);
    const double chance = kMentioned / static_cast<double>(mentioned_.size());
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (!is_word(i) || tokens_[i].fixed || !is_capital(i)) continue;
      Site site{i, 1, mentioned_, {}, {}};
      extend(site, site.among, i, 0, 0, {});
      for (const Match& match : site.matches) hint(i, *match.name, chance, {});
    }
  }

  /// "Công an xã", "Trung tâm Văn hóa huyện": a unit word ends names of organs, and it is that of
  /// the places which the window speaks of.
  void hint_units() {
    std::vector<double> shares(names_.units().size(), 0);
    double all = 0;
    for (const Site& site : sites_) {
      if (!site.unit) continue;
      shares[*site.unit] += 1;
      all += 1;
    }
    for (std::size_t i = 1; i < tokens_.size(); ++i) {
      if (!is_word(i) || !ends_name(i)) continue;
      for (std::size_t u = 0; u < shares.size(); ++u) {
        const auto& [before, word] = names_.units()[u];
        if (shares[u] == 0 || before != lm::kUnknown || !can_be(i, word)) continue;
        const double cost = -static_cast<double>(model_.score(state_before(i), word).log_prob);
        const double gain = std::log(kUnitAlone * shares[u] / all) + cost;
        if (gain > 0) add_hint(i, word, static_cast<float>(gain), false);
      }
    }
  }

  /// A small word behind a capital, or before what ends a clause.
  [[nodiscard]] bool ends_name(std::size_t i) const {
    if (is_capital(i) || !goes_on(i)) return false;
    const TokenKind next = i + 1 < tokens_.size() ? tokens_[i + 1].kind : TokenKind::kReset;
    if (next != TokenKind::kWord && next != TokenKind::kGap) return true;
    return text_.substr(tokens_[i].text.end).starts_with(',') ||
           (is_word(i - 1) && is_capital(i - 1));
  }

  /// What the n-grams remember of the two words before token `i`, taken for the likeliest alone.
  [[nodiscard]] lm::State state_before(std::size_t i) const {
    const std::size_t first = i > 1 && goes_on(i - 1) && is_word(i - 2) ? i - 2 : i - 1;
    lm::State state;
    for (std::size_t k = first; k < i; ++k) {
      if (!is_word(k)) continue;
      lm::WordId best = lm::kUnknown;
      double most = -1e30;
      for (const Candidate& option : options_of_(k)) {
        const double score = static_cast<double>(model_.score(state, option.word).log_prob) -
                             static_cast<double>(option.cost);
        if (option.word < lm::kFirstWord || option.then != lm::kUnknown || score <= most) continue;
        most = score;
        best = option.word;
      }
      state = model_.score(state, best).next;
    }
    return state;
  }

  const KnownNames& names_;
  const lm::Model& model_;
  std::string_view text_;
  std::span<const Token> tokens_;
  const OptionsOf& options_of_;
  std::vector<Site> sites_;
  std::vector<double> shares_;  ///< of the provinces in the window's places
  std::vector<KnownName> mentioned_;
  NameHints out_;
};

}  // namespace

NameHints name_hints(const KnownNames& names, const lm::Model& model, std::string_view text,
                     std::span<const Token> tokens, const OptionsOf& options_of) {
  return Finder(names, model, text, tokens, options_of).run();
}

}  // namespace codau::restore
