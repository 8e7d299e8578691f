// restore/decode/word_types.h — the words of one window, and their candidates by channel. A word
// type is a word as it stands in a text (word_type.h). A learnt channel is one of the models, not
// built in (knowledge.h). Logarithms are natural.
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

/// Returns the letters of a token without inner spaces. A dot between a vowel and a space becomes
/// the dot below of the vowel: "hô. i" becomes "hội".
[[nodiscard]] std::string join_token_letters(std::string_view text, const Token& token);

/// Learnt channels adapted to one window, by the id of the channel that they replace.
using FittedChannels = std::map<ChannelId, Channel>;

/// The word types of one window and their candidates. A search result that `cache` has from another
/// window costs as much of the budget as a new search.
/// Law: all searches together take no more than `budget` allows; a word without budget left can be
/// itself and words that differ in marks.
class WordTypes {
 public:
  /// Begins a window in `cache`. Keeps references to all arguments.
  WordTypes(const Knowledge& knowledge, SearchBudget& budget, WordCache& cache);

  /// Returns the channel in use for `id`. Precondition: `id` is kFirstLearntChannel or more.
  [[nodiscard]] const Channel& channel(ChannelId id) const {
    return *channels_[id - kFirstLearntChannel];
  }
  /// Replaces channels by those of `fitted`. References to candidates by the replaced channels are
  /// valid until this call.
  void use_channels(FittedChannels fitted);

  /// Returns the type of a word. `text`: join_token_letters() of `token`.
  WordType& look_up(std::string_view text, const Token& token) {
    return cache_.look_up(knowledge_, text, token);
  }
  /// Returns log P(seen) by ChannelId. It is the sum over all words that `type` can be, weighted by
  /// frequency. For a learnt channel with needs_search(), only the unknown word counts.
  const std::vector<float>& log_probs(WordType& type) const;
  /// Returns true if log_probs() lacks the words that a search of the whole lexicon would find.
  /// This holds for a learnt channel if no word differs in marks only. It also holds for a rare
  /// word if the channel loses letters.
  [[nodiscard]] bool needs_search(const WordType& type, ChannelId channel) const;
  /// Searches the lexicon and returns the amount that the words found add to log_probs(). It is
  /// log Σ P(word) · P(seen | word) minus log P of the unknown word. The sum is over the words
  /// found and the unknown word. The result is 0 or more and hardly ever above kMaxSearchGain. It
  /// is 0 if the budget is spent. Precondition: needs_search().
  [[nodiscard]] float search_gain(WordType& type, ChannelId channel);
  static constexpr double kMaxSearchGain = 12;  ///< nats
  /// Returns the candidates of the word in text with the damage of `channel`. The first candidate
  /// is the unchanged word.
  const std::vector<Candidate>& candidates(WordType& type, ChannelId channel);
  /// Returns the candidates of TokenKind::kLostWord in text with the damage of `channel`. The first
  /// candidate is kNoWord. Precondition: `channel` is learnt.
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
  /// search was not made or not finished. Candidates are then the words that differ in marks only.
  [[nodiscard]] std::vector<Candidate> learnt_candidates(const WordType& type,
                                                         const Channel& channel,
                                                         const std::vector<Candidate>* far) const;
  /// Returns the result in `cached` if it has `generation`; otherwise searches within the budget.
  /// The function `search` returns candidates and subtracts the steps that it took from its
  /// argument. The function `take` makes the result from the candidates, or from null if the steps
  /// did not suffice. If `is_window_result`, the result holds for this window only.
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
  std::vector<const Channel*> channels_;  ///< by ChannelId - kFirstLearntChannel: those in use
  std::deque<FittedChannels> fitted_;     ///< arguments of all calls of use_channels()
  SearchBudget& budget_;
  WordCache& cache_;
  std::vector<CacheGeneration> generations_;  ///< by channel: the generation of its last change
  std::vector<std::vector<Candidate>> lost_;  ///< by channel; empty until asked for
};

}  // namespace codau::restore
