// restore/lexicon.h — the words of the language model, found by spelling, by fold, and by damage.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lm/model.h"
#include "restore/channel.h"

namespace codau::restore {

/// Words [begin, end) of one fold: their ids are neighbours (lm/model.h).
struct FoldGroup {
  lm::WordId begin = 0, end = 0;
};

/// Stands for no word at all, where there may be one.
inline constexpr lm::WordId kNothing = lm::kStart;

struct Candidate {
  lm::WordId word = lm::kUnknown;
  float cost = 0;                  ///< −log P(seen | word)
  lm::WordId then = lm::kUnknown;  ///< the second of two words that were run together, if they were
};

/// Immutable. Keeps a reference to the model.
class Lexicon {
 public:
  explicit Lexicon(const lm::Model& model);

  [[nodiscard]] lm::WordId find(std::string_view model_word) const;  ///< kUnknown if there is none
  [[nodiscard]] FoldGroup words_of(std::string_view fold) const;     ///< empty if there is none
  [[nodiscard]] std::u32string_view letters(lm::WordId word) const { return letters_[word]; }

  /// Words from which `channel` makes `seen` (lower case) at a cost of at most `limit`, by id;
  /// without those whose worth is more than `slack` below that of the best of them. A word may be
  /// spelt in either way to place a tone ("hóa", "hoá"). Takes from `steps` one for each letter of
  /// the dictionary that it tries, and some for the start; finds nothing where they do not suffice,
  /// and leaves none. Law: with boundless slack and steps, all such words at their least cost.
  [[nodiscard]] std::vector<Candidate> reach(const Channel& channel, std::u32string_view seen,
                                             float limit, float slack, std::size_t& steps) const;

  /// What can be said for a candidate without its neighbours: how frequent it is, less its cost.
  [[nodiscard]] float worth(const Candidate& candidate) const;

 private:
  struct Node {
    std::uint8_t letter = kNoLetter;
    lm::WordId word = lm::kUnknown;  ///< the word that ends here
    std::uint32_t first_child = 0, end_child = 0;
    float merit = -Channel::kNever;  ///< of the most frequent word from here on
  };
  struct Spelling {
    std::u32string letters;
    lm::WordId word = lm::kUnknown;
  };
  struct Walk;
  [[nodiscard]] std::vector<Spelling> spellings() const;
  void build_trie();
  void descend(Walk& walk, const Node& node, std::size_t depth) const;

  std::vector<float> merits_;            ///< by id: what frequency is worth
  std::vector<std::u32string> letters_;  ///< by id
  std::unordered_map<std::string_view, lm::WordId> ids_;
  std::unordered_map<std::string, FoldGroup> groups_;
  std::vector<Node> trie_;  ///< the root first; children of a node lie together
};

}  // namespace codau::restore
