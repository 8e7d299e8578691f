// restore/lexicon/spelling_trie.h — a trie of spellings. A search finds the words that a channel (a
// model of OCR errors, channel.h) may have turned into a damaged word. Costs and scores are in
// nats.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "restore/channel/observed_word.h"
#include "restore/lexicon/candidate.h"

namespace codau::restore {

/// A part of a seen word: the characters [begin, end) of `word`, which must outlive the span.
struct ObservedSpan {
  const ObservedWord& word;
  std::size_t begin = 0, end = word.size();
};

/// The limits of a search. The score of a word is its log_prior less the cost of the damage.
struct SearchLimits {
  float max_cost = 0;  ///< largest cost of the damage, −log P(seen | word)
  /// Words whose score is lower than the best score by more than this are left out.
  float max_score_loss = Channel::kInfiniteCost;
  std::size_t max_words = SIZE_MAX;  ///< only this many words of the highest scores are kept
};

/// A trie of spellings. Immutable.
class SpellingTrie {
 public:
  /// One spelling of a word; a word may have several.
  struct TrieWord {
    std::u32string letters;  ///< each has a letter_index()
    lm::WordId word = lm::kUnknown;
    float log_prior = 0;  ///< weighted log probability of the word, before any damage
  };
  explicit SpellingTrie(std::vector<TrieWord> words = {});

  /// Returns the words that the channel may have turned into `seen`, within `limits`. They ascend
  /// by id; each has the least cost of its spellings. The search takes steps from `steps`: one for
  /// each letter that it tries, and kStartSteps at the start. If the steps do not suffice, it
  /// returns nothing and leaves `steps` at 0. Words with over three letters more than `seen` are
  /// not searched.
  /// Law: with boundless limits and steps, all other such words are found.
  [[nodiscard]] std::vector<Candidate> search(const ObservedSpan& seen, const SearchLimits& limits,
                                              std::size_t& steps) const;

 private:
  /// Steps charged for the start of a search. On Ocrad's 90 KB
  /// (docs/experiments/restoration-speed.md) a start took as long as 120 steps.
  static constexpr std::size_t kStartSteps = 256;
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
