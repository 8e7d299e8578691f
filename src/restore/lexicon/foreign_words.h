// restore/lexicon/foreign_words.h — tells how often words occur in foreign text: text in other
// languages, and source code.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

namespace codau::restore {

/// A list of frequent foreign words with their frequencies. Immutable.
class ForeignWords {
 public:
  /// Reads the table `path` (data/foreign_words.tsv). A line is N TAB word, which means that one in
  /// N words of foreign text is this word. N is a number of at least 1. Throws Error{kModel} with
  /// the file name if the file cannot be opened or a line is malformed.
  explicit ForeignWords(const std::string& path);

  /// Returns log P(word) in foreign text, a natural logarithm. If the table lacks the word, the
  /// result is an estimate:
  /// 1. If `may_be_vietnamese`, a constant. The caller sets it for Vietnamese words, with or
  ///    without their diacritics.
  /// 2. Otherwise a value that falls with each letter. The value is lower for words with
  ///    diacritics, and lowest for words with letters that only Vietnamese has.
  /// Precondition: `word` is in lower case.
  [[nodiscard]] float log_prob(std::u32string_view word, bool may_be_vietnamese) const;

 private:
  std::unordered_map<std::u32string, float> log_probs_;
};

}  // namespace codau::restore
