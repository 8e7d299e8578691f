// restore/lexicon/spelling_trie.h — a dictionary as a trie of spellings, with a fuzzy search. It
// finds the true words from which a seen word may come. Terms:
// 1. A seen word is a word of the damaged text, as it was read. A true word is its original.
// 2. A channel is an error model: P(seen word | true word) (channel/channel.h).
// 3. The cost of a true word is −log P(seen word | true word), in nats (natural logarithm).
// 4. The score of a true word is its log prior (TrieWord::log_prior) less its cost.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "restore/channel/observed_word.h"
#include "restore/lexicon/candidate.h"

namespace codau::restore {

/// A seen word, or a part of it: the characters [begin, end) of `word`, which must outlive the
/// span. ObservedWord holds the costs of the channel.
struct ObservedSpan {
  const ObservedWord& word;
  std::size_t begin = 0, end = word.size();
};

/// The limits of a search.
struct SearchLimits {
  float max_cost = 0;  ///< words of a higher cost are left out
  /// Words are left out if their score is more than this below the best score.
  float max_score_loss = Channel::kInfiniteCost;
  std::size_t max_words = SIZE_MAX;  ///< only so many words of the highest scores; at least 1
};

/// A trie of spellings. Immutable.
class SpellingTrie {
 public:
  /// One spelling of a word; a word may have several.
  struct TrieWord {
    std::u32string letters;          ///< each has a letter_index() (channel.h)
    lm::WordId word = lm::kUnknown;  ///< the word
    float log_prior = 0;  ///< natural log of the word's probability; the caller may weight it
  };
  /// Precondition: no two elements of `words` have the same letters.
  explicit SpellingTrie(std::vector<TrieWord> words = {});

  /// Returns the true words within `limits` that may have become `seen`, each once, in ascending
  /// order of Candidate::word. The channel is the one from which `seen.word` was made. If several
  /// spellings of a word are found, Candidate::cost is that of the spelling with the highest score.
  /// Words with over three letters more than `seen` are never found.
  ///
  /// `steps` bounds the time. On entry it is the number of steps allowed, on return the number
  /// left. A search costs 256 steps, and one step for each letter that it tries. If no step is
  /// left, the result is empty, even if words were found.
  /// Law: without limits, and with enough steps, every word of finite cost is found that has at
  /// most three letters more than `seen`.
  [[nodiscard]] std::vector<Candidate> search(const ObservedSpan& seen, const SearchLimits& limits,
                                              std::size_t& steps) const;

 private:
  static constexpr std::size_t kStartSteps = 256;  ///< charged for the start of a search
  /// A node; its children are the nodes [first_child, end_child).
  struct Node {
    std::uint32_t first_child = 0, end_child = 0;
    /// Fewest and most letters from here to the end of a word; 8 means 8 or more.
    std::uint8_t min_rest_letters = 0, max_rest_letters = 0;
    lm::WordId word = lm::kUnknown;             ///< the word that ends here; kUnknown if none ends
    float log_prior = -Channel::kInfiniteCost;  ///< log prior of `word`
    float max_log_prior = -Channel::kInfiniteCost;  ///< highest log prior in the subtree
  };
  class Search;

  std::vector<Node> nodes_;            ///< the root first; children of a node are neighbours
  std::vector<std::uint8_t> letters_;  ///< by node: the letter that leads to it
};

}  // namespace codau::restore
