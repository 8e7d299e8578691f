// restore/decode/word_types.h — the words of one window, and their candidates by channel.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "restore/channel/channel.h"
#include "restore/decode/word_memory.h"
#include "restore/lexicon/knowledge.h"
#include "restore/lexicon/search_budget.h"
#include "restore/text/tokens.h"

namespace codau::restore {

/// Returns the letters of a token without its inner spaces. A dot before a space is the dot below
/// of the vowel before it ("hô. i" → "hội").
[[nodiscard]] std::string word_of(std::string_view text, const Token& token);

/// Learnt channels adapted to one window, by the id of the channel that they replace.
using FittedChannels = std::map<ChannelId, Channel>;

/// The word types of one window and their candidates. A result that `memory` has from other windows
/// costs as much of the budget as a new search.
/// Law: all searches together take no more than `budget` allows; a word without budget left can be
/// itself and words that differ in marks.
class WordTypes {
 public:
  WordTypes(const Knowledge& knowledge, SearchBudget& budget, WordMemory& memory);

  /// Returns the channel in use for `id`. Precondition: `id` is kFirstLearnt or more.
  [[nodiscard]] const Channel& channel(ChannelId id) const { return *channels_[id - kFirstLearnt]; }
  /// Replaces the channels of `fitted`. References to options by the replaced channels end here.
  void use(FittedChannels fitted);

  /// Returns the type of a word: `text` is the text of `token` without spaces.
  WordType& of(std::string_view text, const Token& token) {
    return memory_.of(knowledge_, text, token);
  }
  /// Returns log P(seen) by channel, over all words that it can be, weighted by frequency. A learnt
  /// channel with is_searched() counts as if no such words existed.
  const std::vector<float>& log_probs(WordType& type) const;
  /// Returns true if the candidates need a search of the whole lexicon.
  [[nodiscard]] bool is_searched(const WordType& type, ChannelId channel) const;
  /// Returns the amount that a search of the lexicon adds to log_probs(). It is log Σ P(word) ·
  /// P(seen | word), less the log P of the unknown word. The sum is over the words found and the
  /// unknown word. The result is 0 or more and hardly ever above kMostFound. Precondition:
  /// is_searched().
  [[nodiscard]] float found(WordType& type, ChannelId channel);
  static constexpr double kMostFound = 12;
  /// Returns the candidates of the word if `channel` made it. The first one is the unchanged word.
  const std::vector<Candidate>& options(WordType& type, ChannelId channel);
  /// Returns the candidates of a gap if `channel`, a learnt one, made it. The first one is
  /// kNothing.
  const std::vector<Candidate>& lost_words(ChannelId channel);
  /// Returns the highest worth of the options (lexicon.h).
  [[nodiscard]] float worth(WordType& type, ChannelId channel);

 private:
  [[nodiscard]] bool is_rare(const WordType& type) const;
  [[nodiscard]] std::vector<float> weigh(const WordType& type) const;
  [[nodiscard]] float out_of_vocabulary(const WordType& type) const;
  [[nodiscard]] float log_prob_learnt(const WordType& type, const Channel& channel) const;
  [[nodiscard]] std::vector<Candidate> stripped_options(const WordType& type) const;
  [[nodiscard]] std::vector<Candidate> marked_options(const WordType& type,
                                                      const Channel& channel) const;
  /// Returns `options` with the unchanged word first.
  [[nodiscard]] std::vector<Candidate> with_observed(const WordType& type,
                                                     std::vector<Candidate> options) const;
  /// Returns the candidates of a learnt channel: those of the search `far`, or words that differ in
  /// marks if `far` is null. The search was then not made or not finished.
  [[nodiscard]] std::vector<Candidate> learnt_options(const WordType& type, const Channel& channel,
                                                      const std::vector<Candidate>* far) const;
  /// Returns the result in `searched` as of `stamp`, searching if needed. The function `search`
  /// returns candidates and takes from the steps that it is given. The function `take` makes the
  /// result from them, or from null if the steps did not suffice.
  template <typename T, typename Search, typename Take>
  const T& within_budget(const WordType& type, Searched<T>& searched, Stamp stamp, bool is_own,
                         const Search& search, const Take& take);
  [[nodiscard]] std::vector<Candidate> far_options(const WordType& type, const Channel& channel,
                                                   std::size_t& steps) const;
  void drop_foreign(std::vector<Candidate>& options) const;
  [[nodiscard]] std::vector<Candidate> run_together(const SeenWord& word, std::size_t& steps) const;
  [[nodiscard]] std::vector<Candidate> likeliest(std::vector<Candidate> all,
                                                 std::size_t most) const;
  const Knowledge& knowledge_;
  std::vector<const Channel*> channels_;
  std::deque<FittedChannels> fitted_;  ///< all ever in use; the last ones count
  SearchBudget& budget_;
  WordMemory& memory_;
  std::vector<Stamp> stamps_;                 ///< by channel: the stamp of its last change
  std::vector<std::vector<Candidate>> lost_;  ///< by channel; empty until asked for
};

}  // namespace codau::restore
