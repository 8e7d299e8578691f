// lines/word_prior.h — what print is likely to say, before it is looked at.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "lines/punctuation_model.h"

namespace codau::ocr {

/// Immutable. Knows words and the spelling of Vietnamese, not what stands beside what: that is
/// restoration's.
class WordPrior {
 public:
  /// `words` are frequent ones, of any case.
  explicit WordPrior(const std::vector<std::string>& words);

  /// Natural logarithm of a factor for `text`, at most 0: a run of letters that is no known word,
  /// in lower case, upper case or with a capital, costs something, less where it is a Vietnamese
  /// syllable or a Roman numeral, more where it has a letter that no Vietnamese word has. The
  /// letter of a point ("đ)") is a known word. Signs cost what lines/punctuation_model.h says,
  /// digits nothing.
  [[nodiscard]] double compute_log_factor(std::string_view text) const;

 private:
  [[nodiscard]] double compute_cost(std::string_view word, std::string_view behind) const;

  std::unordered_set<std::string> words_;  ///< in lower case
  PunctuationModel signs_;
};

}  // namespace codau::ocr
