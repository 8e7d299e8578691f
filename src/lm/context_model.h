// lm/context_model.h — scores words that differ only in their marks by the words around them and by
// the topic. The fold of a word is its letters without marks: "hạn" and "hân" have the fold "han".
// The model is a small network with one hidden layer, integer weights and integer units, read in
// place.
//
// The hidden layer has H units. It is the bias plus the rows of the near tokens, of the n-grams
// around the word, and of the topic. The output layer gets H / 2 units: unit k is hidden[k] ·
// sigmoid(hidden[k + H / 2]). The score of a word is its row times these units, plus its bias.
//
// The n-gram model knows the words before, including their marks. This model knows the words before
// and after, without their marks.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "lm/context_format.h"
#include "lm/ngram_model.h"

namespace codau::lm {

/// Immutable; share by const reference between threads.
class ContextModel {
 public:
  /// Maps `path` and checks its header and sizes. `words`: the size of the vocabulary. Throws
  /// Error{kModel} with the file name if:
  /// 1. the file is missing, unfinished or truncated;
  /// 2. it is of another kind or version, or its header is damaged;
  /// 3. its vocabulary has another size than `words`.
  ContextModel(const char* path, std::uint32_t words);
  ~ContextModel();
  ContextModel(ContextModel&&) noexcept;
  ContextModel& operator=(ContextModel&&) noexcept;

  /// Throws Error{kModel} if a block is damaged.
  void verify() const;
  /// Copies the file into memory that children of a fork() share (lm/mapped_file.h).
  void copy_into_memory() noexcept;

  /// Returns the number of the fold of a word. Precondition: word < the size of the vocabulary.
  [[nodiscard]] std::uint16_t fold_of(WordId word) const noexcept;
  /// Returns all words of the fold of `word`: [first, second).
  [[nodiscard]] std::pair<WordId, WordId> same_fold_words(WordId word) const noexcept;

 private:
  friend class ContextScorer;
  struct Tables;
  std::unique_ptr<Tables> tables_;
};

/// Scores the words of one text; fastest if positions ascend. Keeps a reference to the model.
class ContextScorer {
 public:
  ContextScorer(const ContextModel& model, std::vector<ContextToken> text);

  /// Replaces the fold of the token at `position`, for later scores.
  void set_fold(std::size_t position, std::uint16_t fold);

  /// Writes the natural log P(word | its fold, the tokens around `position`) of each word in
  /// [first, first + out.size()). These must be all words of one fold.
  /// Law: the probabilities sum to one. Scores are sums of integers, the same on every machine.
  /// Their normalisation uses std::exp and std::log of the C library: the last digit may differ
  /// between libraries and processors.
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
