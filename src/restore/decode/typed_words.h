// restore/decode/typed_words.h — finds typed words: words typed with the keys of an input method
// that was off, such as "vieetj" for "việt" (channel/keystrokes.h). A typed word is unambiguous if
// it is hardly anything else, such as a foreign word or a code (TypedWord in lexicon/word_type.h).
#pragma once

#include <span>
#include <vector>

#include "restore/decode/candidate_finder.h"

namespace codau::restore {

/// Counts of words of one line.
struct TypedWordCounts {
  std::size_t words = 0;        ///< all words
  std::size_t unambiguous = 0;  ///< words with TypedWord::is_unambiguous
};
/// Returns, for each line, whether the line has many typed words. At least two words, and at least
/// one word in six, must be unambiguous typed words. If a line fails, the line and its two
/// neighbours are counted together. The line passes if these counts pass.
[[nodiscard]] std::vector<bool> find_typed_lines(std::span<const TypedWordCounts> lines);

/// Finds the typed words of one window, a text that is restored at once. Keeps the results in
/// WordType::typed.
class TypedWords {
 public:
  /// Keeps a reference to `knowledge`.
  explicit TypedWords(const Knowledge& knowledge) : knowledge_(knowledge) {}

  /// Returns the meanings of a word as a typed word. TypedWord::candidates is empty if the word
  /// cannot be a typed word. Typed words are likelier if `in_typed_line`: find_typed_lines() is
  /// true for their line. The result lives as long as `type`. Precondition: `type` is a result of
  /// finder.look_up().
  const TypedWord& look_up(CandidateFinder& finder, WordType& type, bool in_typed_line);

 private:
  [[nodiscard]] TypedWord spell(CandidateFinder& finder, WordType& type, bool in_typed_line) const;

  const Knowledge& knowledge_;
};

}  // namespace codau::restore
