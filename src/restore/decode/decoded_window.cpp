#include "restore/decode/decoded_window.h"

#include <algorithm>
#include <map>
#include <span>

#include "restore/decode/alignment_counts.h"
#include "restore/text/spelling.h"
#include "text/utf8.h"

namespace codau::restore {
namespace {

constexpr double kMinPosterior = 1e-5;  ///< least posterior of a candidate in the second pass
/// Least posterior of a word that tells of its damage.
constexpr double kMinAlignedPosterior = 0.5;
constexpr std::size_t kMaxAlignedWords = 1500;  ///< such words of a window
constexpr Beam kFirstPassBeam{4, 6};            ///< narrower than the last pass

/// Returns true if the damage of a window may differ from the learnt channel.
bool is_adaptable(const WindowResources& resources, ChannelId channel) {
  return is_learnt(channel) && channel != resources.viet_ocr_channel &&
         !resources.finder.channel(channel).loses_letters();
}

/// Returns the unchanged word and the other possible candidates.
std::vector<Candidate> likely_candidates(const TrellisColumn& column, const RankedChoice& choice) {
  std::vector<Candidate> out{column.candidates[column.observed]};
  for (const auto& [index, posterior] : choice.ranked) {
    if (posterior <= kMinPosterior) break;
    if (index != column.observed) out.push_back(column.candidates[index]);
  }
  return out;
}

/// Returns `rescored`, except that some words keep the cost that they had `before`: words with a
/// known name that outweighs the context.
std::span<const Candidate> keep_name_costs(const NameHints& names, std::size_t token,
                                           std::span<const Candidate> rescored,
                                           std::span<const Candidate> before, Trellis& trellis) {
  const auto hints = names.find(token);
  if (hints == names.end()) return rescored;
  const std::span<Candidate> out = trellis.boosted.add(rescored);
  for (std::size_t k = 0; k < out.size(); ++k) {
    const auto hint = std::ranges::find(hints->second, out[k].word, &NameHint::word);
    if (hint != hints->second.end() && hint->overrides_context) out[k].cost = before[k].cost;
  }
  return out;
}

/// Rescores the words of damaged text by the context, now that the words around are known. Returns
/// false if the trellis has no damaged word.
bool rescore_damaged(const NameHints& names, std::span<const RankedChoice> choices,
                     ContextRescorer& context, Trellis& trellis) {
  const auto is_damaged = [&](std::size_t i) { return is_learnt(trellis.slots[i].channel); };
  bool found = false;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (!is_damaged(i)) continue;
    found = true;
    context.set_word(trellis.slots[i].token, trellis.columns[i].candidates[choices[i].best].word);
  }
  for (std::size_t i = 0; i < choices.size() && found; ++i) {
    TrellisColumn& column = trellis.columns[i];
    if (!is_damaged(i) || column.candidates.size() < 2) continue;
    const std::size_t token = trellis.slots[i].token;
    const std::vector<Candidate> likely = likely_candidates(column, choices[i]);
    column.candidates =
        keep_name_costs(names, token, context.rescore(token, likely), likely, trellis);
    column.observed = 0;
  }
  return found;
}

/// Returns true for a word with a first capital and small letters after it.
bool is_capitalised_name(std::string_view word) {
  std::size_t at = 0;
  if (!is_upper(text::next_code_point(word, at))) return false;
  const std::u32string letters = to_utf32(word);
  return letters.size() > 1 && !is_upper(letters.back());
}

DecodedSlot make_decoded_slot(const TokenSlot& slot, const TrellisColumn& column,
                              const RankedChoice& choice) {
  DecodedSlot out{slot, {}, SIZE_MAX};
  for (std::size_t k = 0; k < RankedChoice::kMaxRanked; ++k) {
    const CandidatePosterior& ranked = choice.ranked.at(k);
    if (k > 0 && ranked.confidence <= 0) break;
    out.candidates[k] = column.candidates[ranked.index];
    if (ranked.index == column.observed) out.observed = k;
  }
  return out;
}

/// Returns the posteriors of a slot. `before` are those of the slot before it in the trellis; null
/// for the first.
SlotPosteriors make_slot_posteriors(const WindowResources& resources, const TokenWindow& window,
                                    const DecodedSlot& decoded_slot, const TrellisColumn& column,
                                    const RankedChoice& choice, const SlotPosteriors* before) {
  SlotPosteriors out;
  for (std::size_t k = 0; k < RankedChoice::kMaxRanked; ++k) {
    const double confidence = choice.ranked.at(k).confidence;
    if (k > 0 && confidence <= 0) break;
    out.words[k] = {decoded_slot.candidates[k].word, confidence};
  }
  const lm::WordId word = decoded_slot.candidates[0].word;
  if (word >= lm::kFirstWord)
    out.fold_key = lm::kFirstWord + resources.knowledge.context.fold_of(word);
  if (word == lm::kNumber) out.fold_key = lm::kNumber;
  out.is_detached = before == nullptr || column.restart_probability >= kParagraphRestartProbability;
  const std::string_view seen = slice(window.text, window.tokens[decoded_slot.slot.token].text);
  out.is_name = !out.is_detached && before->words[0].word != lm::kBreak &&
                decoded_slot.slot.type != nullptr && is_capitalised_name(seen);
  return out;
}

}  // namespace

// One round only: two and three rounds gave words as good or half a per cent worse
// (docs/experiments/restoration-unknown-engines.md).
FittedChannels fit_channels(WindowResources& resources, const TokenWindow& window,
                            ContextRescorer& context) {
  if (std::ranges::none_of(window.lines, [&](const LineDamage& line) {
        return is_adaptable(resources, line.channel);
      })) {
    return {};
  }
  std::map<ChannelId, AlignmentCounts> seen;
  std::size_t words = 0;
  for (std::size_t at = 0; at < window.tokens.size() && words < kMaxAlignedWords;) {
    const Trellis trellis = build_next_trellis(resources, window, {}, context, at);
    const std::vector<RankedChoice> choices =
        decode_trellis(resources.knowledge.model, trellis.columns, kFirstPassBeam);
    for (std::size_t i = 0; i < choices.size(); ++i) {
      const TokenSlot& slot = trellis.slots[i];
      const Candidate& chosen = trellis.columns[i].candidates[choices[i].best];
      if (slot.type == nullptr || slot.known != nullptr || !is_adaptable(resources, slot.channel) ||
          chosen.word < lm::kFirstWord || chosen.second_word != lm::kUnknown ||
          choices[i].confidence < kMinAlignedPosterior) {
        continue;
      }
      seen[slot.channel].add(resources.finder.channel(slot.channel),
                             resources.knowledge.vocabulary.letters(chosen.word), slot.type->seen,
                             choices[i].confidence);
      ++words;
    }
    context.clear();
  }
  FittedChannels out;
  for (const auto& [channel, of_channel] : seen)
    out.emplace(channel, of_channel.adapt(resources.finder.channel(channel)));
  return out;
}

DecodedWindow decode_window(WindowResources& resources, const TokenWindow& window,
                            const NameHints& hints, ContextRescorer& context) {
  const lm::NgramModel& model = resources.knowledge.model;
  const Beam beam{std::max<std::size_t>(1, resources.restore_options.beam)};
  DecodedWindow out;
  out.slots.reserve(window.tokens.size());
  out.posteriors.reserve(window.tokens.size());
  for (std::size_t at = 0; at < window.tokens.size();) {
    Trellis trellis = build_next_trellis(resources, window, hints, context, at);
    std::vector<RankedChoice> choices = decode_trellis(model, trellis.columns, beam);
    if (rescore_damaged(hints, choices, context, trellis))
      choices = decode_trellis(model, trellis.columns, beam);
    for (std::size_t i = 0; i < choices.size(); ++i) {
      const SlotPosteriors* const before = i > 0 ? &out.posteriors.back() : nullptr;
      out.slots.push_back(make_decoded_slot(trellis.slots[i], trellis.columns[i], choices[i]));
      out.posteriors.push_back(make_slot_posteriors(resources, window, out.slots.back(),
                                                    trellis.columns[i], choices[i], before));
    }
    context.clear();
  }
  return out;
}

}  // namespace codau::restore
