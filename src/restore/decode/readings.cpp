#include "restore/decode/readings.h"

#include <algorithm>
#include <map>
#include <span>

#include "restore/decode/adaptation.h"
#include "restore/text/letters.h"
#include "text/utf8.h"

namespace codau::restore {
namespace {

constexpr double kPossible = 1e-5;     ///< least posterior of an option in the second pass
constexpr double kBelieved = 0.5;      ///< least posterior of a word that tells of its damage
constexpr std::size_t kEnough = 1500;  ///< such words of a passage
constexpr Beam kFirstLook{4, 6};       ///< narrower than the last pass

/// Returns true if the damage of a passage may differ from the learnt channel.
bool is_adaptable(const Means& means, ChannelId channel) {
  return is_learnt(channel) && channel != means.readers_own &&
         !means.types.channel(channel).loses_letters();
}

/// Returns the unchanged word and the other possible options.
std::vector<Candidate> likely_options(const Column& column, const Choice& choice) {
  std::vector<Candidate> out{column.options[column.observed]};
  for (const auto& [option, posterior] : choice.ranked) {
    if (posterior <= kPossible) break;
    if (option != column.observed) out.push_back(column.options[option]);
  }
  return out;
}

/// Returns `weighed`, except that some words keep the cost that they had `before`: words with a
/// known name that outweighs the context.
std::span<const Candidate> with_names_kept(const NameHints& names, std::size_t token,
                                           std::span<const Candidate> weighed,
                                           std::span<const Candidate> before, Run& run) {
  const auto hints = names.find(token);
  if (hints == names.end()) return weighed;
  const std::span<Candidate> out = run.raised.add(weighed);
  for (std::size_t k = 0; k < out.size(); ++k) {
    const auto hint = std::ranges::find(hints->second, out[k].word, &NameHint::word);
    if (hint != hints->second.end() && hint->over_context) out[k].cost = before[k].cost;
  }
  return out;
}

/// Weighs the words of damaged text by the context, now that the words around are known. Returns
/// false if the run has no damaged word.
bool weigh_damaged(const NameHints& names, std::span<const Choice> choices,
                   ContextEvidence& context, Run& run) {
  const auto is_damaged = [&](std::size_t i) { return is_learnt(run.places[i].channel); };
  bool found = false;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (!is_damaged(i)) continue;
    found = true;
    context.set_word(run.places[i].token, run.columns[i].options[choices[i].best].word);
  }
  for (std::size_t i = 0; i < choices.size() && found; ++i) {
    Column& column = run.columns[i];
    if (!is_damaged(i) || column.options.size() < 2) continue;
    const std::size_t token = run.places[i].token;
    const std::vector<Candidate> likely = likely_options(column, choices[i]);
    column.options = with_names_kept(names, token, context.weigh(token, likely), likely, run);
    column.observed = 0;
  }
  return found;
}

/// Returns true for a word with a first capital and small letters after it.
bool is_name(std::string_view word) {
  std::size_t at = 0;
  if (!is_upper(text::next_code_point(word, at))) return false;
  const std::u32string letters = to_utf32(word);
  return letters.size() > 1 && !is_upper(letters.back());
}

Reading reading_of(const Place& place, const Column& column, const Choice& choice) {
  Reading out{place, {}, SIZE_MAX};
  for (std::size_t k = 0; k < Choice::kRanked; ++k) {
    const Posterior& ranked = choice.ranked.at(k);
    if (k > 0 && ranked.confidence <= 0) break;
    out.options[k] = column.options[ranked.option];
    if (ranked.option == column.observed) out.observed = k;
  }
  return out;
}

/// Returns the sighting of a place. `before` is the sighting of the place before it in the run;
/// null for the first.
Sighting sighting_of(const Means& means, const Passage& passage, const Reading& reading,
                     const Column& column, const Choice& choice, const Sighting* before) {
  Sighting out;
  for (std::size_t k = 0; k < Choice::kRanked; ++k) {
    const double confidence = choice.ranked.at(k).confidence;
    if (k > 0 && confidence <= 0) break;
    out.beliefs[k] = {reading.options[k].word, confidence};
  }
  const lm::WordId word = reading.options[0].word;
  if (word >= lm::kFirstWord) out.fold_key = lm::kFirstWord + means.knowledge.context.fold_of(word);
  if (word == lm::kNumber) out.fold_key = lm::kNumber;
  out.apart = before == nullptr || column.restart >= kNewParagraph;
  const std::string_view seen = slice(passage.text, passage.tokens[reading.place.token].text);
  out.name = !out.apart && before->beliefs[0].word != lm::kBreak && reading.place.type != nullptr &&
             is_name(seen);
  return out;
}

}  // namespace

FittedChannels fit_channels(Means& means, const Passage& passage, ContextEvidence& context) {
  if (std::ranges::none_of(passage.lines,
                           [&](const Line& line) { return is_adaptable(means, line.channel); })) {
    return {};
  }
  std::map<ChannelId, Observations> seen;
  std::size_t words = 0;
  for (std::size_t at = 0; at < passage.tokens.size() && words < kEnough;) {
    const Run run = next_run(means, passage, {}, context, at);
    const std::vector<Choice> choices = decode(means.knowledge.model, run.columns, kFirstLook);
    for (std::size_t i = 0; i < choices.size(); ++i) {
      const Place& place = run.places[i];
      const Candidate& chosen = run.columns[i].options[choices[i].best];
      if (place.type == nullptr || place.known != nullptr || !is_adaptable(means, place.channel) ||
          chosen.word < lm::kFirstWord || chosen.then != lm::kUnknown ||
          choices[i].confidence < kBelieved) {
        continue;
      }
      seen[place.channel].add(means.types.channel(place.channel),
                              means.knowledge.lexicon.letters(chosen.word), place.type->seen,
                              choices[i].confidence);
      ++words;
    }
    context.clear();
  }
  FittedChannels out;
  for (const auto& [channel, of_channel] : seen)
    out.emplace(channel, of_channel.adapt(means.types.channel(channel)));
  return out;
}

Readings read(Means& means, const Passage& passage, const NameHints& names,
              ContextEvidence& context) {
  const lm::Model& model = means.knowledge.model;
  const Beam beam{std::max<std::size_t>(1, means.options.beam)};
  Readings out;
  out.places.reserve(passage.tokens.size());
  out.sightings.reserve(passage.tokens.size());
  for (std::size_t at = 0; at < passage.tokens.size();) {
    Run run = next_run(means, passage, names, context, at);
    std::vector<Choice> choices = decode(model, run.columns, beam);
    if (weigh_damaged(names, choices, context, run)) choices = decode(model, run.columns, beam);
    for (std::size_t i = 0; i < choices.size(); ++i) {
      const Sighting* const before = i > 0 ? &out.sightings.back() : nullptr;
      out.places.push_back(reading_of(run.places[i], run.columns[i], choices[i]));
      out.sightings.push_back(
          sighting_of(means, passage, out.places.back(), run.columns[i], choices[i], before));
    }
    context.clear();
  }
  return out;
}

}  // namespace codau::restore
