// restore/spellings.h — words by their letters, searched for what a channel can have damaged.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "restore/candidate.h"
#include "restore/seen_word.h"

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
};

/// Immutable. Every word is an onset, its consonants before the first vowel, and a rest; few rests
/// serve all onsets, so each is searched once for all of them.
class Spellings {
 public:
  struct Spelling {
    std::u32string letters;  ///< all with an index
    lm::WordId word = lm::kUnknown;
    float merit = 0;  ///< its worth, but for what the damage costs
  };
  explicit Spellings(const std::vector<Spelling>& spellings = {});

  /// Words of which the channel makes `part` within `bounds`, by id, each at its least cost. Takes
  /// from `steps` one for each letter and word that it tries, and kStart for the start; finds
  /// nothing where they do not suffice, and leaves none. Law: with boundless slack and steps, all
  /// such words.
  [[nodiscard]] std::vector<Candidate> reach(const SeenPart& part, const Bounds& bounds,
                                             std::size_t& steps) const;

 private:
  static constexpr std::size_t kStart = 256;  ///< steps that take as long
  struct Node {
    std::uint8_t letter = kNoLetter;
    std::uint8_t least_rest = 0, most_rest = 0;  ///< letters of words from here on
    std::uint32_t first_child = 0, end_child = 0;
    std::uint32_t first_word = 0, end_word = 0;  ///< whose text ends here
    float merit = -Channel::kNever;              ///< of the best word from here on
  };
  using Trie = std::vector<Node>;  ///< the root first; children of a node lie together
  struct Word {
    std::u32string_view letters;  ///< of a spelling
    std::size_t onset_size = 0;
    std::uint32_t onset = 0;  ///< in onsets_
    lm::WordId word = lm::kUnknown;
    float merit = 0;
  };
  struct Ending {
    std::uint32_t onset = 0;  ///< in onsets_
    lm::WordId word = lm::kUnknown;
    float merit = 0;
  };
  enum class Half : std::uint8_t { kOnset, kRest };
  class Search;
  [[nodiscard]] static Trie trie_of(std::vector<Word>& words, Half half);

  Trie onsets_, rests_;
  std::vector<Ending> endings_;  ///< the words of rests_
};

}  // namespace codau::restore
