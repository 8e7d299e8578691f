// restore/lexicon/vocabulary.h — finds words of the language model by their spelling, by their
// fold, or by a damaged form. The fold of a word is its letters in lower case without diacritics:
// "dang" for "đảng".
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lm/ngram_model.h"
#include "restore/lexicon/spelling_trie.h"

namespace codau::restore {

/// The ids [begin, end) of all words with one fold. Such ids are neighbours (lm/ngram_model.h).
struct FoldGroup {
  lm::WordId begin = 0, end = 0;
};

/// The words of a language model. Immutable. Refers to the model, which must outlive it.
class Vocabulary {
 public:
  explicit Vocabulary(const lm::NgramModel& model);

  /// Returns the word that is spelt so; kUnknown if the model has none. Precondition: the spelling
  /// is that of to_model_spelling() (text/spelling.h).
  [[nodiscard]] lm::WordId find(std::string_view spelling) const;
  /// Returns the words with a fold; an empty range if the model has none.
  [[nodiscard]] FoldGroup words_with_fold(std::string_view fold) const;
  /// Returns the letters of a word as the model spells them; none for the classes of
  /// lm/ngram_model.h. Precondition: `word` is an id of the model.
  [[nodiscard]] std::u32string_view letters(lm::WordId word) const { return letters_[word]; }

  /// Searches all words by SpellingTrie::search(), where `limits` and `steps` are explained. A word
  /// with two places for the tone is found by both spellings: "hóa", "hoá". Words with letters
  /// other than those of letter_index() are not searched. Scores are those of score().
  [[nodiscard]] std::vector<Candidate> search(const ObservedSpan& seen, const SearchLimits& limits,
                                              std::size_t& steps) const {
    return trie_.search(seen, limits, steps);
  }

  /// Returns the score of a candidate in nats, without regard to its neighbours: 0.7 · log P(word),
  /// summed over its one or two words, less its cost.
  [[nodiscard]] float score(const Candidate& candidate) const;

 private:
  [[nodiscard]] std::vector<SpellingTrie::TrieWord> collect_trie_words() const;

  std::vector<float> log_priors_;        ///< by id: 0.7 · log P(word)
  std::vector<std::u32string> letters_;  ///< by id
  std::unordered_map<std::string_view, lm::WordId> ids_;
  std::unordered_map<std::string, FoldGroup> fold_groups_;
  SpellingTrie trie_;
};

}  // namespace codau::restore
