// restore/decode/candidate_finder.h — finds the candidates of the words of one window, for each
// channel. A channel is a kind of damage; a learnt channel is an error model (lexicon/knowledge.h).
// A candidate is a possible true word (lexicon/candidate.h). All logarithms are natural.
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

/// Returns the letters of a word without inner spaces. A dot between a vowel and a space becomes
/// the dot below of the vowel: "hô. i" → "hội". `token`: a token of `text`.
[[nodiscard]] std::string join_token_letters(std::string_view text, const Token& token);

/// Learnt channels that are adapted to one window, by the id of the channel that they replace.
using FittedChannels = std::map<ChannelId, Channel>;

/// Looks up the words of one window and finds their candidates. Results are kept in WordType.
/// Law: dictionary searches, except the one for lost words, are limited by `budget`. Without
/// budget, the candidates are the unchanged word and words that differ in diacritics only.
class CandidateFinder {
 public:
  /// Begins a window in `cache`. Keeps references to all arguments. Results of earlier windows in
  /// `cache` cost as much of `budget` as new searches.
  CandidateFinder(const Knowledge& knowledge, SearchBudget& budget, WordCache& cache);

  /// Returns the channel in use for `id`. Precondition: `id` is learnt.
  [[nodiscard]] const Channel& channel(ChannelId id) const {
    return *channels_[id - kFirstLearntChannel];
  }
  /// Uses the channels of `fitted` from now on. References to candidates by the replaced channels
  /// become invalid.
  void use_channels(FittedChannels fitted);

  /// Returns the type of a word, the argument of the functions below. `text`: join_token_letters()
  /// of `token`.
  WordType& look_up(std::string_view text, const Token& token) {
    return cache_.look_up(knowledge_, text, token);
  }

  // ---- which damage a word shows ----

  /// Returns log P(seen) by ChannelId. This is the sum of P(word) · P(seen | word) over the words
  /// that `type` may be, by the channels as they were learnt. For a learnt channel these are the
  /// unknown word and, unless needs_search(), the words that differ in diacritics only.
  const std::vector<float>& log_probs(WordType& type) const;
  /// Returns true if log_probs() lacks words that a dictionary search would find. This holds for a
  /// learnt channel if no word of the model differs in diacritics only. It also holds for a rare
  /// word if the channel loses letters. False for over 24 characters.
  [[nodiscard]] bool needs_search(const WordType& type, ChannelId channel) const;
  /// Returns the amount that a dictionary search adds to log_probs(), by the channel as it was
  /// learnt. It is log Σ P(word) · P(seen | word) minus log P of the unknown word. The sum is over
  /// the words found and the unknown word. At least 0, hardly ever above kMaxSearchGain; 0 without
  /// budget.
  /// Precondition: needs_search().
  [[nodiscard]] float search_gain(WordType& type, ChannelId channel);
  static constexpr double kMaxSearchGain = 12;  ///< nats

  // ---- the candidates of a word ----

  /// Returns the candidates of the word in text with the damage of `channel`. The first is the
  /// unchanged word. It is the only one in kCleanText and kForeignText, and for over 24 characters
  /// in a learnt channel.
  const std::vector<Candidate>& candidates(WordType& type, ChannelId channel);
  /// Returns the candidates of a place where a word may be lost (TokenKind::kLostWord) in text with
  /// the damage of `channel`. The first is kNoWord. The search has a budget of its own.
  /// Precondition: `channel` is learnt.
  const std::vector<Candidate>& lost_word_candidates(ChannelId channel);
  /// Returns the highest Vocabulary::score() of candidates().
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
  /// Returns the candidates of a learnt channel. `far`: the result of the search, null if the
  /// search was not made or not finished. Candidates are then the words that differ in diacritics
  /// only.
  [[nodiscard]] std::vector<Candidate> learnt_candidates(const WordType& type,
                                                         const Channel& channel,
                                                         const std::vector<Candidate>* far) const;
  /// Returns the result in `cached` if it has `stamp`; otherwise searches within the budget. The
  /// function `search` returns candidates and subtracts the steps that it took from its argument.
  /// The function `take` makes the result from the candidates, or from null if the steps did not
  /// suffice. If `is_window_result`, the result holds for this window only.
  template <typename T, typename Search, typename Take>
  const T& search_within_budget(const WordType& type, CachedSearch<T>& cached, CacheStamp stamp,
                                bool is_window_result, const Search& search, const Take& take);
  [[nodiscard]] std::vector<Candidate> far_candidates(const WordType& type, const Channel& channel,
                                                      std::size_t& steps) const;
  void drop_foreign(std::vector<Candidate>& candidates) const;
  [[nodiscard]] std::vector<Candidate> find_joined_pairs(const ObservedWord& word,
                                                         std::size_t& steps) const;
  [[nodiscard]] std::vector<Candidate> keep_likeliest(std::vector<Candidate> all,
                                                      std::size_t most) const;
  const Knowledge& knowledge_;
  std::vector<const Channel*> channels_;  ///< by ChannelId - kFirstLearntChannel: those in use
  std::deque<FittedChannels> fitted_;     ///< arguments of all calls of use_channels()
  SearchBudget& budget_;
  WordCache& cache_;
  std::vector<CacheStamp> channel_stamps_;    ///< by channel: the stamp of the channel in use
  std::vector<std::vector<Candidate>> lost_;  ///< by channel; empty until asked for
};

}  // namespace codau::restore
