// restore/decode/typed_words.h — finds typed words. A typed word was typed with the keys of an
// input method (Telex or VNI) while the method was off: "vieetj" for "việt" (channel/keystrokes.h).
// A typed word is unambiguous if it can hardly be a foreign word, a code or another word
// (TypedWord::is_unambiguous in lexicon/word_type.h).
#pragma once

#include <span>
#include <vector>

#include "restore/decode/candidate_finder.h"

namespace codau::restore {

/// The words of one line, counted.
struct TypedWordCounts {
  std::size_t words = 0;        ///< all words
  std::size_t unambiguous = 0;  ///< words with TypedWord::is_unambiguous
};
/// Returns, for each line, whether the line has many typed words. At least two words, and at least
/// one word in six, must be unambiguous typed words. If a line fails, the line and its two
/// neighbours are counted together. The line passes if these counts pass.
[[nodiscard]] std::vector<bool> find_typed_lines(std::span<const TypedWordCounts> lines);

/// Finds the possible originals of typed words, and keeps the results in WordType::typed.
class TypedWords {
 public:
  /// Keeps a reference to `knowledge`, the data of restoration (lexicon/knowledge.h).
  explicit TypedWords(const Knowledge& knowledge) : knowledge_(knowledge) {}

  /// Returns the possible originals of a word as a typed word: the words that its keys spell.
  /// TypedWord::candidates is empty if the word cannot be a typed word. The argument
  /// `in_typed_line` is the result of find_typed_lines() for the line of the word. If true, the
  /// originals cost less, and more words can be typed words (lexicon/word_type.h). The result lives
  /// as long as `type`. Precondition: `type` is a result of finder.look_up().
  const TypedWord& look_up(CandidateFinder& finder, WordType& type, bool in_typed_line);

 private:
  [[nodiscard]] TypedWord spell(CandidateFinder& finder, WordType& type, bool in_typed_line) const;

  const Knowledge& knowledge_;
};

}  // namespace codau::restore
