// restore/decode/word_types.h — the words of one window, and their candidates by channel.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "restore/channel/channel.h"
#include "restore/decode/word_cache.h"
#include "restore/lexicon/knowledge.h"
#include "restore/lexicon/search_budget.h"
#include "restore/text/tokens.h"

namespace codau::restore {

/// Returns the letters of a token without its inner spaces. A dot before a space is the dot below
/// of the vowel before it ("hô. i" → "hội").
[[nodiscard]] std::string join_token_letters(std::string_view text, const Token& token);

/// Learnt channels adapted to one window, by the id of the channel that they replace.
using FittedChannels = std::map<ChannelId, Channel>;

/// The word types of one window and their candidates. A result that `cache` has from other windows
/// costs as much of the budget as a new search.
/// Law: all searches together take no more than `budget` allows; a word without budget left can be
/// itself and words that differ in marks.
class WordTypes {
 public:
  WordTypes(const Knowledge& knowledge, SearchBudget& budget, WordCache& cache);

  /// Returns the channel in use for `id`. Precondition: `id` is kFirstLearntChannel or more.
  [[nodiscard]] const Channel& channel(ChannelId id) const {
    return *channels_[id - kFirstLearntChannel];
  }
  /// Replaces the channels of `fitted`. References to candidates by the replaced channels end here.
  void use_channels(FittedChannels fitted);

  /// Returns the type of a word: `text` is the text of `token` without spaces.
  WordType& look_up(std::string_view text, const Token& token) {
    return cache_.look_up(knowledge_, text, token);
  }
  /// Returns log P(seen) by channel, over all words that it can be, weighted by frequency. A learnt
  /// channel with needs_search() counts as if no such words existed.
  const std::vector<float>& log_probs(WordType& type) const;
  /// Returns true if the candidates need a search of the whole lexicon.
  [[nodiscard]] bool needs_search(const WordType& type, ChannelId channel) const;
  /// Returns the amount that a search of the lexicon adds to log_probs(). It is log Σ P(word) ·
  /// P(seen | word), less the log P of the unknown word. The sum is over the words found and the
  /// unknown word. The result is 0 or more and hardly ever above kMaxSearchGain. Precondition:
  /// needs_search().
  [[nodiscard]] float search_gain(WordType& type, ChannelId channel);
  static constexpr double kMaxSearchGain = 12;
  /// Returns the candidates of the word if `channel` made it. The first one is the unchanged word.
  const std::vector<Candidate>& candidates(WordType& type, ChannelId channel);
  /// Returns the candidates of a lost word if `channel`, a learnt one, made it. The first one is
  /// kNoWord.
  const std::vector<Candidate>& lost_word_candidates(ChannelId channel);
  /// Returns the highest score of the candidates (vocabulary.h).
  [[nodiscard]] float best_score(WordType& type, ChannelId channel);

 private:
  [[nodiscard]] bool is_rare(const WordType& type) const;
  [[nodiscard]] std::vector<float> compute_log_probs(const WordType& type) const;
  [[nodiscard]] float oov_log_prob(const WordType& type) const;
  [[nodiscard]] float log_prob_learnt(const WordType& type, const Channel& channel) const;
  [[nodiscard]] std::vector<Candidate> stripped_candidates(const WordType& type) const;
  [[nodiscard]] std::vector<Candidate> marked_candidates(const WordType& type,
                                                         const Channel& channel) const;
  /// Returns `candidates` with the unchanged word first.
  [[nodiscard]] std::vector<Candidate> put_observed_first(const WordType& type,
                                                          std::vector<Candidate> candidates) const;
  /// Returns the candidates of a learnt channel: those of the search `far`, or words that differ in
  /// marks if `far` is null. The search was then not made or not finished.
  [[nodiscard]] std::vector<Candidate> learnt_candidates(const WordType& type,
                                                         const Channel& channel,
                                                         const std::vector<Candidate>* far) const;
  /// Returns the result in `cached` as of `generation`, searching if needed. The function `search`
  /// returns candidates and takes from the steps that it is given. The function `take` makes the
  /// result from them, or from null if the steps did not suffice.
  template <typename T, typename Search, typename Take>
  const T& search_within_budget(const WordType& type, CachedSearch<T>& cached,
                                CacheGeneration generation, bool is_window_result,
                                const Search& search, const Take& take);
  [[nodiscard]] std::vector<Candidate> far_candidates(const WordType& type, const Channel& channel,
                                                      std::size_t& steps) const;
  void drop_foreign(std::vector<Candidate>& candidates) const;
  [[nodiscard]] std::vector<Candidate> find_joined_pairs(const ObservedWord& word,
                                                         std::size_t& steps) const;
  [[nodiscard]] std::vector<Candidate> keep_likeliest(std::vector<Candidate> all,
                                                      std::size_t most) const;
  const Knowledge& knowledge_;
  std::vector<const Channel*> channels_;
  std::deque<FittedChannels> fitted_;  ///< all ever in use; the last ones count
  SearchBudget& budget_;
  WordCache& cache_;
  std::vector<CacheGeneration> generations_;  ///< by channel: the generation of its last change
  std::vector<std::vector<Candidate>> lost_;  ///< by channel; empty until asked for
};

}  // namespace codau::restore
