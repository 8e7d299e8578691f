// train/counts.h — from lines of text to a vocabulary and n-gram counts.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lm/model.h"

namespace codau::train {

/// Gives one line after another to `take`.
using Lines = std::function<void(const std::function<void(std::string_view)>& take)>;

/// The words of a corpus, first seen first, and its text as numbers into them.
class Corpus {
 public:
  Corpus();
  /// Reads all lines as the restorer would (restore/tokens.h). `domain` is 0 or 1: what counts
  /// apart.
  void read(const Lines& lines, unsigned domain);

  std::vector<std::string> words;                       ///< the classes of lm/model.h first
  std::vector<std::array<std::uint32_t, 2>> frequency;  ///< by word and domain
  std::vector<std::uint32_t> text;                      ///< kStart before each line

 private:
  std::uint32_t number_of(const std::string& word);
  std::unordered_map<std::string, std::uint32_t> numbers_;
};

struct Vocabulary {
  std::vector<std::string> words;  ///< by WordId, sorted as lm/model.h says
  std::vector<std::string> folds;  ///< by WordId; empty for classes
  std::vector<std::array<std::uint32_t, 2>> frequency;
};

struct VocabularyRule {
  std::uint32_t least_legal = 4;   ///< a well-formed syllable seen so often is a word
  std::uint32_t least_other = 20;  ///< any other run of letters
};

/// The frequent words of `corpus`, and its text in their ids.
[[nodiscard]] Vocabulary choose_words(const Corpus& corpus, const VocabularyRule& rule = {});
[[nodiscard]] std::vector<lm::WordId> in_ids(const Corpus& corpus, const Vocabulary& vocabulary);

/// An n-gram as one number: 16 bits a word, the first word in the highest bits used.
using Key = std::uint64_t;

/// All n-grams of one order, ascending.
struct Counts {
  std::vector<Key> keys;
  std::vector<std::uint32_t> seen;
};

/// N-grams may begin with kStart but not go over it.
[[nodiscard]] Counts count(const std::vector<lm::WordId>& text, unsigned order);

/// How many words stand before each n-gram of `shorter`, from the n-grams one word longer; those
/// that begin with kStart keep their count (Kneser-Ney).
[[nodiscard]] std::vector<std::uint32_t> continuations(const Counts& shorter, const Counts& longer,
                                                       unsigned order);

}  // namespace codau::train
