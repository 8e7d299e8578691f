// restore/lexicon/lexicon.h — finds words of the language model by spelling, by fold, and by
// damage.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lm/model.h"
#include "restore/lexicon/spelling_trie.h"

namespace codau::restore {

/// The words [begin, end) of one fold: their ids are neighbours (lm/model.h).
struct FoldGroup {
  lm::WordId begin = 0, end = 0;
};

/// The words of the model. Immutable; keeps a reference to the model.
class Lexicon {
 public:
  explicit Lexicon(const lm::Model& model);

  [[nodiscard]] lm::WordId find(std::string_view model_word) const;  ///< kUnknown if not found
  [[nodiscard]] FoldGroup words_of(std::string_view fold) const;     ///< empty if not found
  [[nodiscard]] std::u32string_view letters(lm::WordId word) const { return letters_[word]; }

  /// Returns SpellingTrie::reach over all words whose letters a channel knows. Each word is spelt
  /// with its tone in both places ("hóa", "hoá"). Candidates rank by worth().
  [[nodiscard]] std::vector<Candidate> reach(const SeenPart& part, const Bounds& bounds,
                                             std::size_t& steps) const {
    return trie_.reach(part, bounds, steps);
  }

  /// Returns the score of a candidate without its neighbours: its frequency less its cost.
  [[nodiscard]] float worth(const Candidate& candidate) const;

 private:
  [[nodiscard]] std::vector<SpellingTrie::Spelling> spellings() const;

  std::vector<float> merits_;            ///< by id: the share of the score that frequency gives
  std::vector<std::u32string> letters_;  ///< by id
  std::unordered_map<std::string_view, lm::WordId> ids_;
  std::unordered_map<std::string, FoldGroup> groups_;
  SpellingTrie trie_;
};

}  // namespace codau::restore
