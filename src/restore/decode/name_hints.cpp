#include "restore/decode/name_hints.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace codau::restore {
namespace {

/// P(a place that the window has after its unit) anywhere.
constexpr double kMentionedProbability = 0.02;
constexpr double kLoneUnitProbability = 0.05;  ///< P(unit word) after a possible name: "Công an xã"
/// Share of places in the provinces of the window's places.
constexpr double kProvinceWeight = 0.5;
constexpr double kNgramWeight = 1;  ///< weight of the n-grams among names that look alike

/// Returns the shares of the provinces among the places of the window. Each site votes for the
/// provinces of its longest names.
std::vector<double> province_shares(const KnownNames& names, std::span<const NameSite> sites) {
  std::vector<double> out(names.province_table_size(), 0);
  double all = 0;
  for (const NameSite& site : sites) {
    if (!site.tells_place) continue;
    std::size_t longest = 0;
    for (const NameMatch& match : site.matches)
      longest = std::max<std::size_t>(longest, match.name->size);
    double sum = 0;
    for (const auto& [name, cost] : site.matches) {
      if (name->size == longest) sum += std::exp(-cost);
    }
    for (const auto& [name, cost] : site.matches) {
      if (name->size == longest && sum > 0) out[name->province] += std::exp(-cost) / sum;
    }
    all += 1;
  }
  for (double& share : out) share /= std::max(all, 1.0);
  return out;
}

/// Returns −log P of each word of the name by the n-grams.
std::vector<double> ngram_costs(const lm::NgramModel& model, const KnownName& name,
                                lm::State state) {
  std::vector<double> out;
  for (std::size_t k = 0; k < name.size; ++k) {
    const lm::Transition transition = model.score(state, name.words[k]);
    out.push_back(-static_cast<double>(transition.log_prob));
    state = transition.next;
  }
  return out;
}

/// Returns P(name) for each match of a site. The probability that the list gives to all matches is
/// split by the prior of the list and the n-gram score of each. The argument `shares` holds the
/// shares of the provinces. A longer name says as much as a shorter one and the words after it.
std::vector<double> name_probabilities(const lm::NgramModel& model, std::span<const double> shares,
                                       const NameSite& site) {
  const double even = 1 / static_cast<double>(site.names.size());
  std::vector<double> out;
  double all = 0, weights = 0;
  for (const auto& [name, seen_cost] : site.matches) {
    const double near = even * shares[name->province] * static_cast<double>(shares.size());
    const double prior =
        name->province == 0 ? even : (1 - kProvinceWeight) * even + kProvinceWeight * near;
    double cost = 0;
    for (const double one : ngram_costs(model, *name, site.state)) cost += one;
    out.push_back(prior * std::exp(-kNgramWeight * cost / static_cast<double>(name->size)));
    all += prior;
    weights += out.back();
  }
  for (double& probability : out) probability *= site.probability * all / weights;
  return out;
}

void add_hint(NameHints& out, std::size_t token, const NameHint& hint) {
  std::vector<NameHint>& hints = out[token];
  const auto found = std::ranges::find(hints, hint.word, &NameHint::word);
  if (found == hints.end()) {
    hints.push_back(hint);
  } else if (hint.gain > found->gain) {
    *found = hint;
  }
}

/// Gives the words of a name at `token` the bonus of the name over its n-grams.
void hint_name(const lm::NgramModel& model, const NameWindow& window, std::size_t token,
               const KnownName& name, double probability, const lm::State& state, NameHints& out) {
  const std::vector<double> costs = ngram_costs(model, name, state);
  double sum = 0;
  for (const double cost : costs) sum += cost;
  const double gain = std::log(probability) + sum;
  if (gain <= 0) return;
  for (std::size_t k = 0; k < name.size; ++k, token = window.next_token(token))
    add_hint(out, token, {name.words[k], static_cast<float>(gain * costs[k] / sum)});
}

/// Returns the likeliest name of a site, if any, given P of each.
const KnownName* likeliest(const NameSite& site, std::span<const double> probabilities) {
  const KnownName* out = nullptr;
  double most = 0;
  for (std::size_t m = 0; m < site.matches.size(); ++m) {
    const double score = probabilities[m] * std::exp(-site.matches[m].cost);
    if (score <= most) continue;
    most = score;
    out = site.matches[m].name;
  }
  return out;
}

/// Adds the hints of all sites. Returns the likely places of two words or more, each once,
/// ascending by words. A place counts after its unit word, a province also before the day.
std::vector<KnownName> hint_sites(const KnownNames& names, const lm::NgramModel& model,
                                  const NameWindow& window, std::span<const NameSite> sites,
                                  NameHints& out) {
  const std::vector<double> shares = province_shares(names, sites);
  std::vector<KnownName> mentioned;
  std::set<std::array<lm::WordId, KnownName::kMaxNameWords>> known;
  for (const NameSite& site : sites) {
    const std::vector<double> probabilities = name_probabilities(model, shares, site);
    for (std::size_t m = 0; m < site.matches.size(); ++m)
      hint_name(model, window, site.token, *site.matches[m].name, probabilities[m], site.state,
                out);
    const KnownName* const place = site.tells_place ? likeliest(site, probabilities) : nullptr;
    if (place != nullptr && place->size > 1 && known.insert(place->words).second)
      mentioned.push_back(*place);
  }
  std::ranges::sort(mentioned, {}, &KnownName::words);
  return mentioned;
}

/// Adds hints for places at other tokens, if they stand after their unit word or before the day
/// elsewhere.
void hint_mentioned(const lm::NgramModel& model, const NameWindow& window,
                    std::span<const KnownName> mentioned, NameHints& out) {
  if (mentioned.empty()) return;
  const double probability = kMentionedProbability / static_cast<double>(mentioned.size());
  for (std::size_t i = 0; i < window.tokens.size(); ++i) {
    if (!window.is_word(i) || window.tokens[i].is_locked || !window.begins_with_capital(i))
      continue;
    for (const NameMatch& match : match_names(window, mentioned, i))
      hint_name(model, window, i, *match.name, probability, {}, out);
  }
}

/// Returns true for a small word after a capital, or before the end of a clause.
bool ends_name(const NameWindow& window, std::size_t i) {
  if (window.begins_with_capital(i) || !window.continues_previous(i)) return false;
  const TokenKind next =
      i + 1 < window.tokens.size() ? window.tokens[i + 1].kind : TokenKind::kReset;
  if (next != TokenKind::kWord && next != TokenKind::kLostWord) return true;
  return window.text.substr(window.tokens[i].text.end).starts_with(',') ||
         (window.is_word(i - 1) && window.begins_with_capital(i - 1));
}

/// Returns the n-gram state of the two words before token `i`, each taken as its likeliest.
lm::State state_before(const lm::NgramModel& model, const NameWindow& window, std::size_t i) {
  const std::size_t first =
      i > 1 && window.continues_previous(i - 1) && window.is_word(i - 2) ? i - 2 : i - 1;
  lm::State state;
  for (std::size_t k = first; k < i; ++k) {
    if (!window.is_word(k)) continue;
    lm::WordId best = lm::kUnknown;
    double most = -1e30;
    for (const Candidate& candidate : window.candidates_of(k)) {
      const double score = static_cast<double>(model.score(state, candidate.word).log_prob) -
                           static_cast<double>(candidate.cost);
      if (candidate.word < lm::kFirstWord || candidate.second_word != lm::kUnknown || score <= most)
        continue;
      most = score;
      best = candidate.word;
    }
    state = model.score(state, best).next;
  }
  return state;
}

/// Adds hints for unit words that end names of organs: "Công an xã", "Trung tâm Văn hóa huyện".
/// They are the unit words of the places of the window.
void hint_units(const KnownNames& names, const lm::NgramModel& model, const NameWindow& window,
                std::span<const NameSite> sites, NameHints& out) {
  std::vector<double> shares(names.units().size(), 0);
  double all = 0;
  for (const NameSite& site : sites) {
    if (!site.unit_places) continue;
    shares[*site.unit_places] += 1;
    all += 1;
  }
  for (std::size_t i = 1; i < window.tokens.size(); ++i) {
    if (!window.is_word(i) || !ends_name(window, i)) continue;
    for (const auto& [before, word, places] : names.units()) {
      if (shares[places] == 0 || before != lm::kUnknown || !window.may_be(i, word)) continue;
      const float cost = model.score(state_before(model, window, i), word).log_prob;
      const double gain =
          std::log(kLoneUnitProbability * shares[places] / all) - static_cast<double>(cost);
      if (gain > 0) add_hint(out, i, {word, static_cast<float>(gain), false});
    }
  }
}

}  // namespace

NameHints compute_name_hints(const KnownNames& names, const lm::NgramModel& model,
                             const NameWindow& window) {
  NameHints out;
  const std::vector<NameSite> sites = find_name_sites(names, model, window);
  hint_mentioned(model, window, hint_sites(names, model, window, sites, out), out);
  hint_units(names, model, window, sites, out);
  return out;
}

}  // namespace codau::restore
