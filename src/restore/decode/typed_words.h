// restore/decode/typed_words.h — finds words of a window that may be keys typed without an input
// method ("Vieetj"; restore/channel/keystrokes.h). Such words are called typed words.
#pragma once

#include <span>
#include <vector>

#include "restore/decode/word_types.h"

namespace codau::restore {

/// Numbers of words of a line: all words, and the words that are clearly typed words.
struct TypedWordCounts {
  std::size_t words = 0, unambiguous = 0;
};
/// Returns for each line whether it has at least two clearly typed words, and one in six words. If
/// not, the line counts together with the lines before and after.
[[nodiscard]] std::vector<bool> find_typed_lines(std::span<const TypedWordCounts> lines);

/// Finds the typed words of one window. Results are stored in WordType::typed.
class TypedWords {
 public:
  explicit TypedWords(const Knowledge& knowledge) : knowledge_(knowledge) {}

  /// Returns the candidates of a word, read as keys. They are empty if it cannot be a typed word.
  /// `in_typed_line`: find_typed_lines() is true for its line. Typed words are then more likely.
  const TypedWord& look_up(WordTypes& types, WordType& type, bool in_typed_line);

 private:
  [[nodiscard]] TypedWord spell(WordTypes& types, WordType& type, bool in_typed_line) const;

  const Knowledge& knowledge_;
};

}  // namespace codau::restore
