// restore/lexicon/vocabulary.h — finds words of the language model by spelling, by fold, and by
// damage.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lm/ngram_model.h"
#include "restore/lexicon/spelling_trie.h"

namespace codau::restore {

/// The words [begin, end) of one fold: their ids are neighbours (lm/ngram_model.h).
struct FoldGroup {
  lm::WordId begin = 0, end = 0;
};

/// The words of the model. Immutable; keeps a reference to the model.
class Vocabulary {
 public:
  explicit Vocabulary(const lm::NgramModel& model);

  [[nodiscard]] lm::WordId find(std::string_view spelling) const;        ///< kUnknown if not found
  [[nodiscard]] FoldGroup words_with_fold(std::string_view fold) const;  ///< empty if not found
  [[nodiscard]] std::u32string_view letters(lm::WordId word) const { return letters_[word]; }

  /// Returns SpellingTrie::search over all words whose letters a channel knows. Each word is spelt
  /// with its tone in both places ("hóa", "hoá"). Candidates rank by score().
  [[nodiscard]] std::vector<Candidate> search(const ObservedSpan& seen, const SearchLimits& limits,
                                              std::size_t& steps) const {
    return trie_.search(seen, limits, steps);
  }

  /// Returns the score of a candidate without its neighbours: its frequency less its cost.
  [[nodiscard]] float score(const Candidate& candidate) const;

 private:
  [[nodiscard]] std::vector<SpellingTrie::TrieWord> collect_trie_words() const;

  std::vector<float> log_priors_;        ///< by id: the share of the score that frequency gives
  std::vector<std::u32string> letters_;  ///< by id
  std::unordered_map<std::string_view, lm::WordId> ids_;
  std::unordered_map<std::string, FoldGroup> fold_groups_;
  SpellingTrie trie_;
};

}  // namespace codau::restore
