// restore/lexicon/spelling_trie.h — words by their letters, searched for what a channel can have
// damaged.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "restore/channel/seen_word.h"
#include "restore/lexicon/candidate.h"

namespace codau::restore {

/// A part of a word as seen: its characters [begin, end).
struct SeenPart {
  const SeenWord& word;
  std::size_t begin = 0, end = word.size();
};

/// How far to look.
struct Bounds {
  float limit = 0;                ///< nats of damage at most
  float slack = Channel::kNever;  ///< what a word's worth may lack of that of the best one
  std::size_t most = SIZE_MAX;    ///< words, the worthiest
};

/// Immutable.
class SpellingTrie {
 public:
  struct Spelling {
    std::u32string letters;  ///< all with an index
    lm::WordId word = lm::kUnknown;
    float merit = 0;  ///< its worth, but for what the damage costs
  };
  explicit SpellingTrie(std::vector<Spelling> spellings = {});

  /// Words of which the channel makes `part` within `bounds`, by id, each at its least cost. Takes
  /// from `steps` one for each letter of a word that it tries, and kStart for the start; finds
  /// nothing where they do not suffice, and leaves none. Law: with boundless slack and steps, all
  /// such words.
  [[nodiscard]] std::vector<Candidate> reach(const SeenPart& part, const Bounds& bounds,
                                             std::size_t& steps) const;

 private:
  /// Steps that take longer than that: of Ocrad's 90 KB (RESULTS) a start took as long as 120.
  static constexpr std::size_t kStart = 256;
  struct Node {
    std::uint32_t first_child = 0, end_child = 0;
    std::uint8_t least_rest = 0, most_rest = 0;  ///< letters of words from here on
    lm::WordId word = lm::kUnknown;              ///< that ends here
    float merit = -Channel::kNever;              ///< of that word
    float most_merit = -Channel::kNever;         ///< of all words from here on
  };
  class Search;

  std::vector<Node> nodes_;            ///< the root first; children of a node lie together
  std::vector<std::uint8_t> letters_;  ///< by node: that leads to it
};

}  // namespace codau::restore
