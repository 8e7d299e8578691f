// restore/lexicon/vocabulary.h — finds words of the language model (lm/ngram_model.h) by their
// spelling, by their fold, or by a damaged spelling. The fold of a word is its letters in lower
// case without diacritics: "dang" for "đảng".
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lm/ngram_model.h"
#include "restore/lexicon/spelling_trie.h"

namespace codau::restore {

/// The word ids [begin, end) of all words with one fold. The model numbers the words of one fold
/// consecutively.
struct FoldGroup {
  lm::WordId begin = 0, end = 0;
};

/// The words of a language model. Immutable. Refers to the model, which must outlive it.
class Vocabulary {
 public:
  explicit Vocabulary(const lm::NgramModel& model);

  /// Returns the word with this spelling, or lm::kUnknown if the model has no such word.
  /// Precondition: the spelling is as to_model_spelling() returns it (text/spelling.h): in lower
  /// case, "hóa" and not "hoá".
  [[nodiscard]] lm::WordId find(std::string_view spelling) const;
  /// Returns the words with this fold; an empty range if the model has no such word.
  [[nodiscard]] FoldGroup words_with_fold(std::string_view fold) const;
  /// Returns the letters of a word as the model spells them. Returns an empty string for ids below
  /// lm::kFirstWord, which stand for a kind of token, such as all numbers. Precondition: `word` is
  /// below the size of the model.
  [[nodiscard]] std::u32string_view letters(lm::WordId word) const { return letters_[word]; }

  /// Returns the words that damage may have turned into `seen`, in ascending order of
  /// Candidate::word. The limits (spelling_trie.h) bound the cost of a word, −log P(seen | word) in
  /// nats, and its score(). On entry `steps` is the number of search steps allowed, on return the
  /// number left. If no step is left, the result is empty. A word with two places for the tone is
  /// found by both spellings: "hóa", "hoá". Words with letters that have no letter_index()
  /// (channel/channel.h) are not found.
  [[nodiscard]] std::vector<Candidate> search(const ObservedSpan& seen, const SearchLimits& limits,
                                              std::size_t& steps) const {
    return trie_.search(seen, limits, steps);
  }

  /// Returns the score of a candidate in nats: 0.7 · log P(word), summed over its one or two words,
  /// less Candidate::cost. P(word) does not depend on the words around.
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
