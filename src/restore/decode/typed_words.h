// restore/decode/typed_words.h — finds words of a window that may be keys typed without an input
// method.
#pragma once

#include <span>
#include <vector>

#include "restore/decode/word_types.h"

namespace codau::restore {

/// The number of words of a line, and the number that were clearly typed without an input method.
struct TypedWordCounts {
  std::size_t words = 0, unambiguous = 0;
};
/// Returns by line whether much of it was typed without an input method. The lines before and after
/// count too.
[[nodiscard]] std::vector<bool> find_typed_lines(std::span<const TypedWordCounts> lines);

/// The typed words of one window.
class TypedWords {
 public:
  explicit TypedWords(const Knowledge& knowledge) : knowledge_(knowledge) {}

  /// Returns the candidates of a word. Set `in_typed_line` if so much around it is typed that
  /// nearly everything is.
  const TypedWord& look_up(WordTypes& types, WordType& type, bool in_typed_line);

 private:
  [[nodiscard]] TypedWord spell(WordTypes& types, WordType& type, bool in_typed_line) const;

  const Knowledge& knowledge_;
};

}  // namespace codau::restore
