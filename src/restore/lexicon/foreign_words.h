// restore/lexicon/foreign_words.h — the unigram model of foreign text: other languages and source
// code.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

namespace codau::restore {

/// A list of frequent foreign words with their frequencies. Immutable.
class ForeignWords {
 public:
  /// Reads the table `path`. A line is N TAB word: the word is one in N words of foreign text. N is
  /// at least 1. Throws Error{kModel} with the file name if it cannot be opened or a line is
  /// malformed.
  explicit ForeignWords(const std::string& path);

  /// Returns log P(word) in foreign text, natural log. The estimate for a word that is not listed:
  /// 1. a constant, if `may_be_vietnamese`: the word is Vietnamese, perhaps without its diacritics;
  /// 2. otherwise a value that falls with each letter, and with letters of Vietnamese.
  /// Precondition: `word` is in lower case.
  [[nodiscard]] float log_prob(std::u32string_view word, bool may_be_vietnamese) const;

 private:
  std::unordered_map<std::u32string, float> log_probs_;
};

}  // namespace codau::restore
