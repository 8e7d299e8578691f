// restore/decode/typed_words.h — words of a window that may be keys typed without an input method.
#pragma once

#include <span>
#include <vector>

#include "restore/decode/word_types.h"

namespace codau::restore {

/// How many words a line has, and how many of them tell that they were typed so.
struct TypedShare {
  std::size_t words = 0, telling = 0;
};
/// Lines of which much was typed so, with their neighbours taken into account.
[[nodiscard]] std::vector<bool> typed_lines(std::span<const TypedShare> lines);

/// The typed words of one window.
class TypedWords {
 public:
  explicit TypedWords(const Knowledge& knowledge) : knowledge_(knowledge) {}

  /// `in_typed_line`: so much around it is typed that nearly everything is.
  const TypedWord& of(WordTypes& types, WordType& type, bool in_typed_line);

 private:
  [[nodiscard]] TypedWord spell(WordTypes& types, WordType& type, bool in_typed_line) const;

  const Knowledge& knowledge_;
};

}  // namespace codau::restore
