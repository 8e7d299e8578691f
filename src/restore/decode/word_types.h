// restore/decode/word_types.h — the words of one window, and what each can be by the channel that
// it came through.
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

/// The letters of a token, without a space inside it; a dot before one is the mark of the vowel
/// before it ("hô. i" → "hội").
[[nodiscard]] std::string word_of(std::string_view text, const Token& token);

/// Learnt channels made to fit one window, by those that they were made of.
using FittedChannels = std::map<ChannelId, Channel>;

/// The word types of one window and what they could be. Law: all searches together take no more
/// than `budget` allows; a word for which none is left can be itself and what differs in marks.
/// What `memory` has of other windows takes as much of it as if it were searched for.
class WordTypes {
 public:
  WordTypes(const Knowledge& knowledge, SearchBudget& budget, WordMemory& memory);

  /// Precondition: `id` is kFirstLearnt or more.
  [[nodiscard]] const Channel& channel(ChannelId id) const { return *channels_[id - kFirstLearnt]; }
  /// From here on `fitted` stand in the place of the channels that they were made of; references to
  /// the options of these end here.
  void use(FittedChannels fitted);

  /// `text` is that of `token`, which is a word, without spaces.
  WordType& of(std::string_view text, const Token& token) {
    return memory_.of(knowledge_, text, token);
  }
  /// By channel: log P(seen), all words that it can be weighted by their frequency; for a learnt
  /// channel of which is_searched(), what it is if there are no such words.
  const std::vector<float>& log_probs(WordType& type) const;
  /// True where the whole lexicon must be searched for what the word can be.
  [[nodiscard]] bool is_searched(const WordType& type, ChannelId channel) const;
  /// log Σ P(word) · P(seen | word), over the words that a search of the lexicon finds and the one
  /// that it does not know, less the log P of that one: what the words found add to log_probs().
  /// 0 or more; hardly ever more than kMostFound. Precondition: is_searched().
  [[nodiscard]] float found(WordType& type, ChannelId channel);
  static constexpr double kMostFound = 12;
  /// What the word can be if `channel` made it; the first one is the word as it is.
  const std::vector<Candidate>& options(WordType& type, ChannelId channel);
  /// What a gap can be if `channel`, a learnt one, made it; the first one is kNothing.
  const std::vector<Candidate>& lost_words(ChannelId channel);
  /// The worth of the best of the options (lexicon.h).
  [[nodiscard]] float worth(WordType& type, ChannelId channel);

 private:
  [[nodiscard]] bool is_rare(const WordType& type) const;
  [[nodiscard]] std::vector<float> weigh(const WordType& type) const;
  [[nodiscard]] float out_of_vocabulary(const WordType& type) const;
  [[nodiscard]] float log_prob_learnt(const WordType& type, const Channel& channel) const;
  [[nodiscard]] std::vector<Candidate> stripped_options(const WordType& type) const;
  [[nodiscard]] std::vector<Candidate> marked_options(const WordType& type,
                                                      const Channel& channel) const;
  /// What all channels can be: the word as it is first.
  [[nodiscard]] std::vector<Candidate> with_observed(const WordType& type,
                                                     std::vector<Candidate> options) const;
  /// Of `far`, what a search gave, or of what differs in marks where it was not done or not ended.
  [[nodiscard]] std::vector<Candidate> learnt_options(const WordType& type, const Channel& channel,
                                                      const std::vector<Candidate>* far) const;
  /// `searched` as of `stamp`. `search` gives candidates, a function of the steps that it may take
  /// from; `take` makes what is asked for of them, or of null where there were too few.
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
  std::deque<FittedChannels> fitted_;  ///< all that came to be used; the last ones count
  SearchBudget& budget_;
  WordMemory& memory_;
  std::vector<Stamp> stamps_;                 ///< by channel: since when it is what it is
  std::vector<std::vector<Candidate>> lost_;  ///< by channel; empty until asked for
};

}  // namespace codau::restore
