// ocr/word_prior.h — what print is likely to say, before it is looked at.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace codau::ocr {

/// Immutable. Knows words and the spelling of Vietnamese, not what stands beside what: that is
/// restoration's.
class WordPrior {
 public:
  /// `words` are frequent ones, of any case.
  explicit WordPrior(const std::vector<std::string>& words);

  /// Natural logarithm of a factor for `text`, at most 0: a run of letters that is no known word,
  /// in lower case, upper case or with a capital, costs something, less where it is a Vietnamese
  /// syllable. Digits and signs cost nothing.
  [[nodiscard]] double log_of(std::string_view text) const;

 private:
  std::unordered_set<std::string> words_;  ///< in lower case
};

}  // namespace codau::ocr
