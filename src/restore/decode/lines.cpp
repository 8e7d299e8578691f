#include "restore/decode/lines.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "restore/text/letters.h"
#include "text/syllable.h"

namespace codau::restore {
namespace {

constexpr double kSwitchCost = 8;     ///< nats for a change of channel between lines
constexpr double kSureOfLine = 20;    ///< nats between two channels of a line
constexpr double kSomeDamage = 0.1;   ///< least share of both kinds of damage in a text so damaged
constexpr double kHalfMarked = 0.15;  ///< share of marked words: such a line is typed without care

std::vector<ChannelId> allowed_channels(Mode mode, std::size_t learnt) {
  std::vector<ChannelId> out;
  if (mode == Mode::kStripped) return {kStrippedText};
  if (mode == Mode::kAuto) out = {kCleanText, kForeignText, kStrippedText};
  for (std::size_t i = 0; i < learnt; ++i) out.push_back(static_cast<ChannelId>(kFirstLearnt + i));
  return out;
}

/// Returns the likeliest sequence of states. Each line has `log_probs` and `prior`; a change costs
/// kSwitchCost.
std::vector<std::size_t> likeliest_chain(std::span<const std::vector<double>> log_probs,
                                         const std::vector<double>& prior) {
  std::vector<std::vector<std::size_t>> from;
  std::vector<double> score(prior.size(), 0);
  for (const std::vector<double>& line : log_probs) {
    const auto best =
        static_cast<std::size_t>(std::max_element(score.begin(), score.end()) - score.begin());
    const double jump = score[best] - kSwitchCost;
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
std::vector<std::vector<WordType*>> telling_words(Means& means, const Passage& passage) {
  std::vector<std::vector<WordType*>> out(passage.lines.size());
  for (std::size_t i = 0; i < passage.tokens.size(); ++i) {
    const Token& token = passage.tokens[i];
    if (passage.words[i] == nullptr || token.guarded || token.fixed) continue;
    if (passage.words[i]->label != Label::kNone) continue;
    if (typed_word(means, passage, i, false) != nullptr) continue;  // nothing of other damage
    out[passage.line_of[i]].push_back(passage.words[i]);
  }
  return out;
}

/// Adds the search results of `words` to the channels of their line. A search costs time, so only
/// channels that could become the likeliest are searched.
void search(WordTypes& types, std::span<WordType* const> words, std::span<const ChannelId> allowed,
            std::vector<double>& line) {
  double best = std::numeric_limits<double>::lowest();
  for (std::size_t k = 0; k < allowed.size(); ++k) {
    if (!is_learnt(allowed[k])) best = std::max(best, line[k]);
  }
  for (std::size_t k = 0; k < allowed.size(); ++k) {
    const auto is_open = [&](const WordType* type) { return types.is_searched(*type, allowed[k]); };
    const auto open = static_cast<double>(std::ranges::count_if(words, is_open));
    if (open <= 0 || line[k] + WordTypes::kMostFound * open + kSureOfLine < best) continue;
    for (WordType* type : words) {
      if (is_open(type)) line[k] += static_cast<double>(types.found(*type, allowed[k]));
    }
  }
}

/// Returns log P(the words of a line) by channel, one row a line.
std::vector<std::vector<double>> log_probs_of_lines(Means& means, const Passage& passage,
                                                    std::span<const ChannelId> allowed) {
  std::vector<std::vector<double>> out;
  for (const std::vector<WordType*>& words : telling_words(means, passage)) {
    std::vector<double>& line = out.emplace_back(allowed.size(), 0);
    for (WordType* type : words) {
      const std::vector<float>& log_probs = means.types.log_probs(*type);
      for (std::size_t k = 0; k < allowed.size(); ++k) {
        line[k] += static_cast<double>(log_probs[allowed[k]]);
      }
    }
    search(means.types, words, allowed, line);
  }
  return out;
}

std::vector<ChannelId> infer_channels(Means& means, const Passage& passage) {
  const auto allowed = allowed_channels(means.options.mode, means.knowledge.channels.size());
  if (allowed.size() == 1) return std::vector<ChannelId>(passage.lines.size(), allowed[0]);
  return channels_of_lines(log_probs_of_lines(means, passage, allowed), allowed);
}

/// Gives a line that an engine read word by word, and that looks right, the channel of that engine.
void believe_the_reader(ChannelId readers_own, Passage& passage) {
  for (std::size_t i = 0; i < passage.tokens.size(); ++i) {
    Line& line = passage.lines[passage.line_of[i]];
    const bool was_read = passage.trust[i] > 0 && passage.trust[i] < 1;
    if (was_read && line.channel == kCleanText) line.channel = readers_own;
  }
}

/// Marks lines of which much was typed without an input method: nothing else is wrong with them.
void find_typed_lines(Means& means, Passage& passage) {
  std::vector<TypedShare> shares(passage.lines.size());
  for (std::size_t i = 0; i < passage.tokens.size(); ++i) {
    if (passage.words[i] == nullptr) continue;
    TypedShare& share = shares[passage.line_of[i]];
    ++share.words;
    const TypedWord* const word = typed_word(means, passage, i, false);
    if (word != nullptr && word->telling) ++share.telling;
  }
  const std::vector<bool> typed = typed_lines(shares);
  for (std::size_t i = 0; i < typed.size(); ++i) {
    if (typed[i]) passage.lines[i] = {kCleanText, true};
  }
}

bool is_marked(const WordType& type) {
  return std::any_of(type.seen.begin(), type.seen.end(),
                     [](char32_t c) { return text::letter(c) && fold(c) != c; });
}

/// Makes lines clean that have the channel of an engine for other languages. The text must be
/// short, all its words Vietnamese syllables, and at least half of them marked. No such engine
/// reads so, however rare the words. In long texts common words tell.
void believe_spelling(const Means& means, Passage& passage) {
  constexpr std::size_t kLeast = 3, kMost = 60;  // words
  std::size_t words = 0, marked = 0;
  for (const WordType* type : passage.words) {
    if (type == nullptr) continue;
    if (++words > kMost || !text::is_legal_toned_syllable(to_utf8(type->seen))) return;
    marked += is_marked(*type) ? 1U : 0U;
  }
  if (words < kLeast || 2 * marked < words) return;
  for (Line& line : passage.lines) {
    if (is_learnt(line.channel) && line.channel != means.readers_own &&
        !means.types.channel(line.channel).loses_letters())
      line.channel = kCleanText;
  }
}

/// Sets is_only_flagged and is_nearly_clean. In a text that has its marks, a line with some of them
/// was typed so. Errors of the original are flagged, not corrected; a line without marks is
/// restored. In a text without damage a seeming error seldom is damage.
void be_careful_with_clean_text(ChannelId readers_own, Passage& passage) {
  struct Words {
    std::size_t all = 0, marked = 0;
  };
  std::vector<Words> words(passage.lines.size());
  std::size_t all = 0, clean = 0, near_clean = 0;
  for (std::size_t i = 0; i < passage.tokens.size(); ++i) {
    if (passage.words[i] == nullptr) continue;
    const ChannelId channel = passage.line(i).channel;
    Words& line = words[passage.line_of[i]];
    ++line.all;
    ++all;
    if (channel == kCleanText) {
      ++clean;
    } else if (channel == readers_own) {
      ++near_clean;
    }
    if (is_marked(*passage.words[i])) ++line.marked;
  }
  const std::size_t least = std::min(near_clean, all - clean - near_clean);
  passage.is_nearly_clean = static_cast<double>(least) < kSomeDamage * static_cast<double>(all);
  if (2 * clean < all) return;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto [of_line, marked] = words[i];
    passage.lines[i].is_only_flagged =
        passage.lines[i].channel == kStrippedText &&
        static_cast<double>(marked) > kHalfMarked * static_cast<double>(of_line);
  }
}

}  // namespace

std::vector<ChannelId> channels_of_lines(std::span<const std::vector<double>> log_probs,
                                         std::span<const ChannelId> allowed) {
  const std::vector<double> no_prior(allowed.size(), 0);
  std::vector<double> prior(allowed.size(), 0.5);  // then as often as the first pass found them
  for (const std::size_t k : likeliest_chain(log_probs, no_prior)) prior[k] += 1;
  const double total =
      static_cast<double>(log_probs.size()) + 0.5 * static_cast<double>(allowed.size());
  for (double& p : prior) p = std::log(p / total);
  std::vector<ChannelId> out;
  for (const std::size_t k : likeliest_chain(log_probs, prior)) out.push_back(allowed[k]);
  return out;
}

Passage infer_lines(Means& means, Passage passage) {
  const std::vector<ChannelId> channels = infer_channels(means, passage);
  for (std::size_t i = 0; i < channels.size(); ++i) passage.lines[i] = {channels[i]};
  if (!passage.trust.empty()) believe_the_reader(means.readers_own, passage);
  if (means.options.mode == Mode::kAuto) believe_spelling(means, passage);
  if (may_be_typed(means, passage)) {
    find_typed_lines(means, passage);
    be_careful_with_clean_text(means.readers_own, passage);
  }
  return passage;
}

}  // namespace codau::restore
