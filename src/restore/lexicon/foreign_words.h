// restore/lexicon/foreign_words.h — the unigram model of text in other languages and of source
// code.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

namespace codau::restore {

/// The frequencies of frequent foreign words. Immutable.
class ForeignWords {
 public:
  /// Reads `path`. Each line is N, TAB, a word that is one in N words of foreign text. Throws
  /// Error{kModel} naming the file if it is missing or malformed.
  explicit ForeignWords(const std::string& path);

  /// Returns log P(word) in foreign text, natural log. A word that is not listed gets an estimate
  /// by its letters. `may_be_vietnamese`: the word could also be Vietnamese. Its estimate then is a
  /// constant. Precondition: `word` is in lower case.
  [[nodiscard]] float log_prob(std::u32string_view word, bool may_be_vietnamese) const;

 private:
  std::unordered_map<std::u32string, float> log_probs_;
};

}  // namespace codau::restore
