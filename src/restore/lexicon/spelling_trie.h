// restore/lexicon/spelling_trie.h — a trie of words, searched for words that a channel can have
// damaged.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "restore/channel/observed_word.h"
#include "restore/lexicon/candidate.h"

namespace codau::restore {

/// A part of a seen word: its characters [begin, end).
struct ObservedSpan {
  const ObservedWord& word;
  std::size_t begin = 0, end = word.size();
};

/// The limits of a search.
struct SearchLimits {
  float max_cost = 0;  ///< nats of damage at most
  /// Largest distance of a score from the best score.
  float max_score_loss = Channel::kInfiniteCost;
  std::size_t max_words = SIZE_MAX;  ///< most words in the result: those of the highest score
};

/// A trie of spellings. Immutable.
class SpellingTrie {
 public:
  struct TrieWord {
    std::u32string letters;  ///< all letters have an index
    lm::WordId word = lm::kUnknown;
    float log_prior = 0;  ///< its score before the cost of the damage
  };
  explicit SpellingTrie(std::vector<TrieWord> words = {});

  /// Returns the words that the channel turns into `seen` within `limits`, by id, each at its least
  /// cost. Takes one step of `steps` for each letter that it tries, and kStartSteps for the start.
  /// Returns nothing and leaves 0 steps if the steps do not suffice.
  /// Law: with boundless limits and steps, all such words are found.
  [[nodiscard]] std::vector<Candidate> search(const ObservedSpan& seen, const SearchLimits& limits,
                                              std::size_t& steps) const;

 private:
  /// Steps charged for the start of a search. On Ocrad's 90 KB
  /// (docs/experiments/restoration-speed.md) a start took as long as 120 steps.
  static constexpr std::size_t kStartSteps = 256;
  struct Node {
    std::uint32_t first_child = 0, end_child = 0;
    std::uint8_t min_rest_letters = 0, max_rest_letters = 0;  ///< letters of words from here on
    lm::WordId word = lm::kUnknown;                           ///< the word that ends here
    float log_prior = -Channel::kInfiniteCost;                ///< log prior of that word
    float max_log_prior = -Channel::kInfiniteCost;  ///< highest log prior of all words from here on
  };
  class Search;

  std::vector<Node> nodes_;            ///< the root first; children of a node lie together
  std::vector<std::uint8_t> letters_;  ///< by node: the letter that leads to it
};

}  // namespace codau::restore
