// restore/lexicon/spelling_trie.h — a trie of words, searched for words that a channel can have
// damaged.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "restore/channel/seen_word.h"
#include "restore/lexicon/candidate.h"

namespace codau::restore {

/// A part of a seen word: its characters [begin, end).
struct SeenPart {
  const SeenWord& word;
  std::size_t begin = 0, end = word.size();
};

/// The limits of a search.
struct Bounds {
  float limit = 0;                ///< nats of damage at most
  float slack = Channel::kNever;  ///< largest distance of a worth from the best worth
  std::size_t most = SIZE_MAX;    ///< most words in the result: those of highest worth
};

/// A trie of spellings. Immutable.
class SpellingTrie {
 public:
  struct Spelling {
    std::u32string letters;  ///< all letters have an index
    lm::WordId word = lm::kUnknown;
    float merit = 0;  ///< its worth before the cost of the damage
  };
  explicit SpellingTrie(std::vector<Spelling> spellings = {});

  /// Returns the words that the channel turns into `part` within `bounds`, by id, each at its least
  /// cost. Takes one step of `steps` for each letter that it tries, and kStart for the start.
  /// Returns nothing and leaves 0 steps if the steps do not suffice.
  /// Law: with boundless slack and steps, all such words are found.
  [[nodiscard]] std::vector<Candidate> reach(const SeenPart& part, const Bounds& bounds,
                                             std::size_t& steps) const;

 private:
  /// Steps charged for the start of a search. On Ocrad's 90 KB
  /// (docs/experiments/restoration-speed.md) a start took as long as 120 steps.
  static constexpr std::size_t kStart = 256;
  struct Node {
    std::uint32_t first_child = 0, end_child = 0;
    std::uint8_t least_rest = 0, most_rest = 0;  ///< letters of words from here on
    lm::WordId word = lm::kUnknown;              ///< the word that ends here
    float merit = -Channel::kNever;              ///< merit of that word
    float most_merit = -Channel::kNever;         ///< highest merit of all words from here on
  };
  class Search;

  std::vector<Node> nodes_;            ///< the root first; children of a node lie together
  std::vector<std::uint8_t> letters_;  ///< by node: the letter that leads to it
};

}  // namespace codau::restore
