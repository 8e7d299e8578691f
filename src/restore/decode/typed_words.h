// restore/decode/typed_words.h — finds typed words. They were typed with the keys of an input
// method while it was off: "vieetj" for "việt" (channel/keystrokes.h).
#pragma once

#include <span>
#include <vector>

#include "restore/decode/candidate_finder.h"

namespace codau::restore {

/// The words of a line.
struct TypedWordCounts {
  std::size_t words = 0;        ///< all words
  std::size_t unambiguous = 0;  ///< words with TypedWord::is_unambiguous
};
/// Returns true for each line with many typed words: at least two unambiguous ones, and one in six
/// words. The line may have them alone or together with the lines before and after.
[[nodiscard]] std::vector<bool> find_typed_lines(std::span<const TypedWordCounts> lines);

/// Finds the typed words of one window. Keeps the results in WordType::typed.
class TypedWords {
 public:
  /// Keeps a reference to `knowledge`.
  explicit TypedWords(const Knowledge& knowledge) : knowledge_(knowledge) {}

  /// Returns the meanings of a word as a typed word; without candidates if it cannot be one. If
  /// `in_typed_line`, find_typed_lines() is true for its line, and typed words are more likely. The
  /// result lives as long as `type`. Precondition: `finder` made `type`.
  const TypedWord& look_up(CandidateFinder& finder, WordType& type, bool in_typed_line);

 private:
  [[nodiscard]] TypedWord spell(CandidateFinder& finder, WordType& type, bool in_typed_line) const;

  const Knowledge& knowledge_;
};

}  // namespace codau::restore
