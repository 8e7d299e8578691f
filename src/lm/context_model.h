// lm/context_model.h — which word of one fold stands here, judged by the folds on both sides and by
// the topic: a small network of one hidden layer, its weights and units whole numbers, read in
// place.
//
// hidden = bias + rows of the near tokens, of the n-grams around the word, and of the topic;
// unit k of the output layer sees hidden[k] · sigmoid(hidden[k + H / 2]); a word scores its row
// times these, plus its bias. The n-gram model knows what stands before, mark by mark; this one
// what stands before and after, whatever its marks.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "lm/context_format.h"
#include "lm/model.h"

namespace codau::lm {

/// Immutable; share one by const reference between threads.
class ContextModel {
 public:
  /// Maps `path` and checks its header and sizes.
  /// Throws Error{kModel} naming the file when it is missing, unfinished, truncated, of another
  /// kind, another version, or made for a vocabulary of another size than `words`.
  ContextModel(const char* path, std::uint32_t words);
  ~ContextModel();
  ContextModel(ContextModel&&) noexcept;
  ContextModel& operator=(ContextModel&&) noexcept;

  /// Throws Error{kModel} when a block is damaged.
  void verify() const;
  /// Copies the file into memory that children of a fork() share (lm/mapped_file.h).
  void copy_in() noexcept;

  /// Precondition: word < the size of the vocabulary.
  [[nodiscard]] std::uint16_t fold_of(WordId word) const noexcept;
  /// All words of the fold of `word`: [first, second).
  [[nodiscard]] std::pair<WordId, WordId> words_like(WordId word) const noexcept;

 private:
  friend class ContextReader;
  struct Tables;
  std::unique_ptr<Tables> tables_;
};

/// Reads one text; cheapest where places ascend. References the model.
class ContextReader {
 public:
  ContextReader(const ContextModel& model, std::vector<Around> text);

  /// What stands at `place`, as far as is known by now.
  void set_fold(std::size_t place, std::uint16_t fold);

  /// log P(word | its fold, what stands around `place`), natural, for each word of
  /// [first, first + out.size()), which are all words of one fold.
  /// Law: the probabilities sum to one. Scores are sums of whole numbers, the same on every
  /// machine; their normalisation takes std::exp and std::log of the C library, of which the last
  /// digit may differ between libraries and processors.
  void weigh(std::size_t place, WordId first, std::span<float> out);

 private:
  void add_topics(std::size_t begin, std::size_t end, int sign);
  void read_topic(std::size_t segment);

  const ContextModel& model_;
  std::vector<Around> text_;
  std::size_t segment_ = SIZE_MAX;   ///< the one that topic_ is of
  std::size_t expected_ = SIZE_MAX;  ///< a place whose rows are on their way
  std::vector<std::int32_t> wide_;   ///< sum of the rows of tokens [wide_begin_, wide_end_)
  std::size_t wide_begin_ = 0, wide_end_ = 0;
  std::vector<std::int16_t> topic_, hidden_, units_;
};

}  // namespace codau::lm
