// lm/context_model.h — the context model: gives the probabilities of words that differ only in
// their diacritics. The evidence is the nearby words and the topic of the text. The fold of a word
// is the word without diacritics: "hạn" and "hân" have the fold "han". The n-gram model
// (ngram_model.h) uses the words before, with their diacritics. The context model uses the words
// before and after, without their diacritics.
//
// The model is a neural network with one hidden layer and integer weights, which are read in place
// from the file:
// 1. The hidden layer has H units: the sum of a bias and of rows of H numbers (context_format.h).
//    There are rows for the word, for three tokens on either side, for n-grams around the word, and
//    for the topic.
// 2. The output layer gets H / 2 gated units: unit k is hidden[k] · sigmoid(hidden[k + H / 2]).
// 3. The score of a word is the sum of its H / 2 weights times the gated units, plus the bias of
//    the word. A softmax over the scores of all words of one fold gives their probabilities.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "lm/context_format.h"
#include "lm/ngram_model.h"

namespace codau::lm {

/// The context model. Immutable, except for copy_into_memory(). Several threads may share one
/// object.
class ContextModel {
 public:
  /// Maps the file `path`, and checks the header and the sizes of the sections. `words`:
  /// NgramModel::size() of the n-gram model with which this model was trained. Throws Error{kModel}
  /// with the file name if:
  /// 1. the file is missing, unfinished or truncated;
  /// 2. the file is of another kind or version, or the header is damaged;
  /// 3. the vocabulary of the file has another size than `words`.
  ContextModel(const char* path, std::uint32_t words);
  ~ContextModel();
  ContextModel(ContextModel&&) noexcept;
  ContextModel& operator=(ContextModel&&) noexcept;

  /// Checks all sections by reading the whole file. Throws Error{kModel} with the file name if a
  /// section is damaged.
  void verify() const;
  /// Copies the file into memory, which the child processes of a later fork() share
  /// (lm/mapped_file.h). Call this before other threads use the model.
  void copy_into_memory() noexcept;

  // Precondition of fold_of() and same_fold_words(): `word` is less than the argument `words` of
  // the constructor.

  /// Returns the number of the fold of a word (ContextToken::fold).
  [[nodiscard]] std::uint16_t fold_of(WordId word) const noexcept;
  /// Returns all words with the fold of `word`, as the range [first, second) of word numbers.
  [[nodiscard]] std::pair<WordId, WordId> same_fold_words(WordId word) const noexcept;

 private:
  friend class ContextScorer;
  struct Tables;
  std::unique_ptr<Tables> tables_;
};

/// Scores the words of one text. Calls are fastest if their positions ascend. The model must
/// outlive the scorer. Not thread-safe: use one object for each text.
class ContextScorer {
 public:
  /// `text`: the tokens of the whole text, in order. A position is an index in `text`.
  ContextScorer(const ContextModel& model, std::vector<ContextToken> text);

  /// Replaces the fold of the token at `position`, so that later scores use the new fold.
  void set_fold(std::size_t position, std::uint16_t fold);

  /// Writes to out[i] the natural logarithm of P(word | fold of the word, tokens around
  /// `position`). The word has the number first + i. Precondition: [first, first + out.size()) are
  /// all words of one fold (same_fold_words()). This fold need not be the fold of the token at
  /// `position`. The last digit of a result may differ between machines, because std::exp and
  /// std::log differ between C libraries.
  /// Law: the probabilities sum to one, apart from rounding.
  void score_words(std::size_t position, WordId first, std::span<float> out);

 private:
  void add_topic_rows(std::size_t begin, std::size_t end, int sign);
  void update_topic(std::size_t segment);

  const ContextModel& model_;
  std::vector<ContextToken> text_;
  std::size_t segment_ = SIZE_MAX;       ///< the segment of topic_
  std::size_t prefetched_ = SIZE_MAX;    ///< a position with rows being prefetched
  std::vector<std::int32_t> topic_sum_;  ///< sum of the rows of tokens [topic_begin_, topic_end_)
  std::size_t topic_begin_ = 0, topic_end_ = 0;
  std::vector<std::int16_t> topic_, hidden_, units_;
};

}  // namespace codau::lm
