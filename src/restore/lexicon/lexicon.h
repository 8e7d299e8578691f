// restore/lexicon/lexicon.h — the words of the language model, found by spelling, by fold, and by
// damage.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lm/model.h"
#include "restore/lexicon/spelling_trie.h"

namespace codau::restore {

/// Words [begin, end) of one fold: their ids are neighbours (lm/model.h).
struct FoldGroup {
  lm::WordId begin = 0, end = 0;
};

/// Immutable. Keeps a reference to the model.
class Lexicon {
 public:
  explicit Lexicon(const lm::Model& model);

  [[nodiscard]] lm::WordId find(std::string_view model_word) const;  ///< kUnknown if there is none
  [[nodiscard]] FoldGroup words_of(std::string_view fold) const;     ///< empty if there is none
  [[nodiscard]] std::u32string_view letters(lm::WordId word) const { return letters_[word]; }

  /// SpellingTrie::reach of all words whose letters a channel knows, each spelt in both ways to
  /// place a tone ("hóa", "hoá"); how much a word is worth: worth().
  [[nodiscard]] std::vector<Candidate> reach(const SeenPart& part, const Bounds& bounds,
                                             std::size_t& steps) const {
    return trie_.reach(part, bounds, steps);
  }

  /// What can be said for a candidate without its neighbours: how frequent it is, less its cost.
  [[nodiscard]] float worth(const Candidate& candidate) const;

 private:
  [[nodiscard]] std::vector<SpellingTrie::Spelling> spellings() const;

  std::vector<float> merits_;            ///< by id: what frequency is worth
  std::vector<std::u32string> letters_;  ///< by id
  std::unordered_map<std::string_view, lm::WordId> ids_;
  std::unordered_map<std::string, FoldGroup> groups_;
  SpellingTrie trie_;
};

}  // namespace codau::restore
