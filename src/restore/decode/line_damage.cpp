#include "restore/decode/line_damage.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "restore/text/spelling.h"
#include "text/syllable.h"

namespace codau::restore {
namespace {

constexpr double kSwitchCostNats = 8;      ///< nats for a change of channel between lines
constexpr double kMaxChannelLagNats = 20;  ///< nats between two channels of a line
/// Least share of both kinds of damage in a text so damaged.
constexpr double kMinDamageShare = 0.1;
/// Share of marked words: such a line is typed without care.
constexpr double kMinMarkedShare = 0.15;

std::vector<ChannelId> allowed_channels(RestoreMode mode, std::size_t learnt) {
  std::vector<ChannelId> out;
  if (mode == RestoreMode::kStripped) return {kStrippedText};
  if (mode == RestoreMode::kAuto) out = {kCleanText, kForeignText, kStrippedText};
  for (std::size_t i = 0; i < learnt; ++i)
    out.push_back(static_cast<ChannelId>(kFirstLearntChannel + i));
  return out;
}

/// Returns the likeliest sequence of states. Each line has `log_probs` and `prior`; a change costs
/// kSwitchCostNats.
std::vector<std::size_t> viterbi_path(std::span<const std::vector<double>> log_probs,
                                      const std::vector<double>& prior) {
  std::vector<std::vector<std::size_t>> from;
  std::vector<double> score(prior.size(), 0);
  for (const std::vector<double>& line : log_probs) {
    const auto best =
        static_cast<std::size_t>(std::max_element(score.begin(), score.end()) - score.begin());
    const double jump = score[best] - kSwitchCostNats;
    std::vector<std::size_t>& back = from.emplace_back(prior.size());
    for (std::size_t k = 0; k < prior.size(); ++k) {
      back[k] = score[k] >= jump ? k : best;
      score[k] = std::max(score[k], jump) + line[k] + prior[k];
    }
  }
  std::vector<std::size_t> out(log_probs.size());
  auto state =
      static_cast<std::size_t>(std::max_element(score.begin(), score.end()) - score.begin());
  for (std::size_t i = out.size(); i-- > 0;) {
    out[i] = state;
    state = from[i][state];
  }
  return out;
}

/// Returns the words of each line that tell its channel.
std::vector<std::vector<WordType*>> collect_channel_words(WindowResources& resources,
                                                          const TokenWindow& window) {
  std::vector<std::vector<WordType*>> out(window.lines.size());
  for (std::size_t i = 0; i < window.tokens.size(); ++i) {
    const Token& token = window.tokens[i];
    if (window.word_types[i] == nullptr || token.is_code_or_address || token.is_locked) continue;
    if (window.word_types[i]->label != LabelLikelihood::kNone) continue;
    // nothing of other damage
    if (find_typed_word(resources, window, i, false) != nullptr) continue;
    out[window.line_of[i]].push_back(window.word_types[i]);
  }
  return out;
}

/// Adds the search results of `words` to the channels of their line. A search costs time, so only
/// channels that could become the likeliest are searched.
void add_search_gains(CandidateFinder& finder, std::span<WordType* const> words,
                      std::span<const ChannelId> allowed, std::vector<double>& line) {
  double best = std::numeric_limits<double>::lowest();
  for (std::size_t k = 0; k < allowed.size(); ++k) {
    if (!is_learnt(allowed[k])) best = std::max(best, line[k]);
  }
  for (std::size_t k = 0; k < allowed.size(); ++k) {
    const auto is_open = [&](const WordType* type) {
      return finder.needs_search(*type, allowed[k]);
    };
    const auto open = static_cast<double>(std::ranges::count_if(words, is_open));
    if (open <= 0 || line[k] + CandidateFinder::kMaxSearchGain * open + kMaxChannelLagNats < best)
      continue;
    for (WordType* type : words) {
      if (is_open(type)) line[k] += static_cast<double>(finder.search_gain(*type, allowed[k]));
    }
  }
}

/// Returns log P(the words of a line) by channel, one row a line.
std::vector<std::vector<double>> line_log_probs(WindowResources& resources,
                                                const TokenWindow& window,
                                                std::span<const ChannelId> allowed) {
  std::vector<std::vector<double>> out;
  for (const std::vector<WordType*>& words : collect_channel_words(resources, window)) {
    std::vector<double>& line = out.emplace_back(allowed.size(), 0);
    for (WordType* type : words) {
      const std::vector<float>& log_probs = resources.finder.log_probs(*type);
      for (std::size_t k = 0; k < allowed.size(); ++k) {
        line[k] += static_cast<double>(log_probs[allowed[k]]);
      }
    }
    add_search_gains(resources.finder, words, allowed, line);
  }
  return out;
}

std::vector<ChannelId> infer_channels(WindowResources& resources, const TokenWindow& window) {
  const auto allowed =
      allowed_channels(resources.restore_options.mode, resources.knowledge.channels.size());
  if (allowed.size() == 1) return std::vector<ChannelId>(window.lines.size(), allowed[0]);
  return infer_line_channels(line_log_probs(resources, window, allowed), allowed);
}

/// Gives a line that an engine read word by word, and that looks right, the channel of that engine.
void assign_viet_ocr_channel(ChannelId viet_ocr_channel, TokenWindow& window) {
  for (std::size_t i = 0; i < window.tokens.size(); ++i) {
    LineDamage& line = window.lines[window.line_of[i]];
    const bool has_confidence = window.engine_confidence[i] > 0 && window.engine_confidence[i] < 1;
    if (has_confidence && line.channel == kCleanText) line.channel = viet_ocr_channel;
  }
}

/// Marks lines of which much was typed without an input method: nothing else is wrong with them.
void mark_typed_lines(WindowResources& resources, TokenWindow& window) {
  std::vector<TypedWordCounts> counts(window.lines.size());
  for (std::size_t i = 0; i < window.tokens.size(); ++i) {
    if (window.word_types[i] == nullptr) continue;
    TypedWordCounts& count = counts[window.line_of[i]];
    ++count.words;
    const TypedWord* const word = find_typed_word(resources, window, i, false);
    if (word != nullptr && word->is_unambiguous) ++count.unambiguous;
  }
  const std::vector<bool> typed = find_typed_lines(counts);
  for (std::size_t i = 0; i < typed.size(); ++i) {
    if (typed[i]) window.lines[i] = {kCleanText, true};
  }
}

bool is_marked(const WordType& type) {
  return std::any_of(type.seen.begin(), type.seen.end(),
                     [](char32_t c) { return text::letter(c) && fold(c) != c; });
}

/// Makes lines clean that have the channel of an engine for other languages. The text must be
/// short, all its words Vietnamese syllables, and at least half of them marked. No such engine
/// reads so, however rare the words. In long texts common words tell.
void clear_well_spelt_lines(const WindowResources& resources, TokenWindow& window) {
  constexpr std::size_t kMinShortTextWords = 3, kMaxShortTextWords = 60;  // words
  std::size_t words = 0, marked = 0;
  for (const WordType* type : window.word_types) {
    if (type == nullptr) continue;
    if (++words > kMaxShortTextWords || !text::is_legal_toned_syllable(to_utf8(type->seen))) return;
    marked += is_marked(*type) ? 1U : 0U;
  }
  if (words < kMinShortTextWords || 2 * marked < words) return;
  for (LineDamage& line : window.lines) {
    if (is_learnt(line.channel) && line.channel != resources.viet_ocr_channel &&
        !resources.finder.channel(line.channel).loses_letters())
      line.channel = kCleanText;
  }
}

/// Sets is_only_flagged and is_nearly_clean. In a text that has its marks, a line with some of them
/// was typed so. Errors of the original are flagged, not corrected; a line without marks is
/// restored. In a text without damage a seeming error seldom is damage.
void flag_clean_text(ChannelId viet_ocr_channel, TokenWindow& window) {
  struct WordCounts {
    std::size_t all = 0, marked = 0;
  };
  std::vector<WordCounts> words(window.lines.size());
  std::size_t all = 0, clean = 0, near_clean = 0;
  for (std::size_t i = 0; i < window.tokens.size(); ++i) {
    if (window.word_types[i] == nullptr) continue;
    const ChannelId channel = window.line(i).channel;
    WordCounts& line = words[window.line_of[i]];
    ++line.all;
    ++all;
    if (channel == kCleanText) {
      ++clean;
    } else if (channel == viet_ocr_channel) {
      ++near_clean;
    }
    if (is_marked(*window.word_types[i])) ++line.marked;
  }
  const std::size_t least = std::min(near_clean, all - clean - near_clean);
  window.is_nearly_clean = static_cast<double>(least) < kMinDamageShare * static_cast<double>(all);
  if (2 * clean < all) return;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto [of_line, marked] = words[i];
    window.lines[i].is_only_flagged =
        window.lines[i].channel == kStrippedText &&
        static_cast<double>(marked) > kMinMarkedShare * static_cast<double>(of_line);
  }
}

}  // namespace

std::vector<ChannelId> infer_line_channels(std::span<const std::vector<double>> log_probs,
                                           std::span<const ChannelId> allowed) {
  const std::vector<double> no_prior(allowed.size(), 0);
  std::vector<double> prior(allowed.size(), 0.5);  // then as often as the first pass found them
  for (const std::size_t k : viterbi_path(log_probs, no_prior)) prior[k] += 1;
  const double total =
      static_cast<double>(log_probs.size()) + 0.5 * static_cast<double>(allowed.size());
  for (double& p : prior) p = std::log(p / total);
  std::vector<ChannelId> out;
  for (const std::size_t k : viterbi_path(log_probs, prior)) out.push_back(allowed[k]);
  return out;
}

TokenWindow infer_line_damage(WindowResources& resources, TokenWindow window) {
  const std::vector<ChannelId> channels = infer_channels(resources, window);
  for (std::size_t i = 0; i < channels.size(); ++i) window.lines[i] = {channels[i]};
  if (!window.engine_confidence.empty())
    assign_viet_ocr_channel(resources.viet_ocr_channel, window);
  if (resources.restore_options.mode == RestoreMode::kAuto)
    clear_well_spelt_lines(resources, window);
  if (may_be_typed(resources, window)) {
    mark_typed_lines(resources, window);
    flag_clean_text(resources.viet_ocr_channel, window);
  }
  return window;
}

}  // namespace codau::restore
