// lm/context_model.h — chooses among the words of one fold by the folds on both sides and by the
// topic. A small network with one hidden layer, integer weights and integer units, read in place.
//
// The hidden layer: hidden = bias + rows of the near tokens, of the n-grams around the word, and of
// the topic. The output layer sees unit k = hidden[k] · sigmoid(hidden[k + H / 2]). The score of a
// word is its row times these units, plus its bias.
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
#include "lm/model.h"

namespace codau::lm {

/// Immutable; share by const reference between threads.
class ContextModel {
 public:
  /// Maps `path` and checks its header and sizes.
  /// Throws Error{kModel} with the file name if the file is missing, unfinished, truncated, of
  /// another kind or version. The same if its vocabulary has another size than `words`.
  ContextModel(const char* path, std::uint32_t words);
  ~ContextModel();
  ContextModel(ContextModel&&) noexcept;
  ContextModel& operator=(ContextModel&&) noexcept;

  /// Throws Error{kModel} if a block is damaged.
  void verify() const;
  /// Copies the file into memory that children of a fork() share (lm/mapped_file.h).
  void copy_in() noexcept;

  /// Returns the fold of a word. Precondition: word < the size of the vocabulary.
  [[nodiscard]] std::uint16_t fold_of(WordId word) const noexcept;
  /// Returns all words of the fold of `word`: [first, second).
  [[nodiscard]] std::pair<WordId, WordId> words_like(WordId word) const noexcept;

 private:
  friend class ContextReader;
  struct Tables;
  std::unique_ptr<Tables> tables_;
};

/// Reads one text; fastest if places ascend. Keeps a reference to the model.
class ContextReader {
 public:
  ContextReader(const ContextModel& model, std::vector<Around> text);

  /// Sets the fold of the token at `place`, once more is known about the token.
  void set_fold(std::size_t place, std::uint16_t fold);

  /// Writes the natural log P(word | its fold, the tokens around `place`) of each word in [first,
  /// first + out.size()). These must be all words of one fold.
  /// Law: the probabilities sum to one. Scores are sums of integers, the same on every machine.
  /// Their normalisation uses std::exp and std::log of the C library: the last digit may differ
  /// between libraries and processors.
  void weigh(std::size_t place, WordId first, std::span<float> out);

 private:
  void add_topics(std::size_t begin, std::size_t end, int sign);
  void read_topic(std::size_t segment);

  const ContextModel& model_;
  std::vector<Around> text_;
  std::size_t segment_ = SIZE_MAX;   ///< the segment of topic_
  std::size_t expected_ = SIZE_MAX;  ///< a place with rows being prefetched
  std::vector<std::int32_t> wide_;   ///< sum of the rows of tokens [wide_begin_, wide_end_)
  std::size_t wide_begin_ = 0, wide_end_ = 0;
  std::vector<std::int16_t> topic_, hidden_, units_;
};

}  // namespace codau::lm
