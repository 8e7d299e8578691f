// restore/decode/candidate_finder.h — finds the candidates of the words of one window, for each
// channel. Terms:
// 1. A window is a text that is restored at once (repair/restore_window.h).
// 2. A channel is a kind of damage: kCleanText (none), kForeignText, kStrippedText (lost
//    diacritics), or a learnt channel, which is a trained error model (lexicon/knowledge.h).
// 3. A candidate is a possible true word for a seen word, the word as read (lexicon/candidate.h).
// 4. A word type is a distinct seen word with all results for it (lexicon/word_type.h).
// 5. The unknown word stands for all words that the language model lacks (lm::kUnknown).
// All logarithms are natural.
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

/// Returns the letters of the word `token` of `text` without inner spaces. A dot between a vowel
/// and a space becomes the dot below of the vowel: "hô. i" → "hội".
[[nodiscard]] std::string join_token_letters(std::string_view text, const Token& token);

/// Learnt channels after adapting them to one window. The key is the id of the channel to replace.
using FittedChannels = std::map<ChannelId, Channel>;

/// Looks up the words of one window and finds their candidates. Keeps the results in the word
/// types. look_up() comes first: it gives the word type that the other functions take.
/// Law: `budget` limits all dictionary searches, except the one for lost words. When it is used up,
/// the candidates are the unchanged word and words that differ in diacritics only.
class CandidateFinder {
 public:
  /// Begins a window by cache.begin_window(). Keeps references to all arguments. A result from an
  /// earlier window in `cache` costs as much of `budget` as a new search. So the cache never
  /// changes which words are searched.
  CandidateFinder(const Knowledge& knowledge, SearchBudget& budget, WordCache& cache);

  /// Returns the error model in use for `id`. Precondition: `id` is learnt.
  [[nodiscard]] const Channel& channel(ChannelId id) const {
    return *channels_[id - kFirstLearntChannel];
  }
  /// Uses the channels of `fitted` from now on. Results of candidates() and lost_word_candidates()
  /// for the channels that they replace become invalid.
  void use_channels(FittedChannels fitted);

  /// Returns the word type of a word. `letters`: the result of join_token_letters() for `token`.
  WordType& look_up(std::string_view letters, const Token& token) {
    return cache_.look_up(knowledge_, letters, token);
  }

  // ---- the damage that a word shows, by the channels as they were trained, not as adapted ----

  /// Returns log P(seen word) for each channel, by ChannelId. P(seen word) is the sum of P(word) ·
  /// P(seen word | word) over the true words that the channel may have damaged. For a learnt
  /// channel, the sum has only these words:
  /// 1. the unknown word;
  /// 2. words that equal the seen word if diacritics are ignored. If needs_search() is true for the
  ///    channel, these words are left out, since search_gain() adds them.
  const std::vector<float>& log_probs(WordType& type) const;
  /// Returns true if log_probs() lacks words that a dictionary search may find. search_gain() then
  /// makes this search. The conditions are:
  /// 1. The channel is learnt.
  /// 2. The seen word has at most 24 characters.
  /// 3. No word of the model equals the seen word if diacritics are ignored. Or the channel loses
  ///    letters (Channel::loses_letters()), and the seen word is rare. A word is rare if the model
  ///    lacks it, or gives it a unigram probability below e^-11.
  [[nodiscard]] bool needs_search(const WordType& type, ChannelId channel) const;
  /// Searches the dictionary for true words. Returns the nats to add to log_probs() for the
  /// channel: at least 0, and 0 if the budget is used up. Precondition: needs_search() is true.
  [[nodiscard]] float search_gain(WordType& type, ChannelId channel);
  /// The greatest gain, in nats, that search_gain() is expected to return. If this gain cannot make
  /// a channel the likeliest, the channel need not be searched.
  static constexpr double kMaxSearchGain = 12;

  // ---- the candidates of a word ----

  /// Returns the candidates of a word in text with the damage of `channel`. The first candidate is
  /// the unchanged word; the others are in no order. Only the unchanged word is returned for
  /// kCleanText and kForeignText. The same holds for a learnt channel if the word has over 24
  /// characters.
  const std::vector<Candidate>& candidates(WordType& type, ChannelId channel);
  /// Returns the candidates for a place at which a word may be missing (TokenKind::kLostWord), in
  /// text with the damage of `channel`. The first candidate is kNoWord: no word is missing. This
  /// search has its own budget. Precondition: `channel` is learnt.
  const std::vector<Candidate>& lost_word_candidates(ChannelId channel);
  /// Returns the highest score of candidates(), in nats (Vocabulary::score()).
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
