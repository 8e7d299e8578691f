// lines/word_prior.h — tells how likely a text is before its picture is seen (the prior).
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "lines/punctuation_model.h"

namespace codau::ocr {

/// Knows frequent words, and the spelling of Vietnamese. It does not know which words follow each
/// other: restoration does that. Immutable.
class WordPrior {
 public:
  /// `words`: frequent words, with any case.
  explicit WordPrior(const std::vector<std::string>& words);

  /// Returns the natural logarithm of a factor for `text`, at most 0. Letters lower it unless they
  /// are a known word in small letters, in capitals, or with one capital at the beginning. A
  /// Vietnamese syllable or a Roman numeral costs less than other unknown words. A letter that
  /// Vietnamese lacks costs more. The letter of a point ("đ)") is a known word. Signs cost what
  /// PunctuationModel says; digits cost nothing.
  [[nodiscard]] double compute_log_factor(std::string_view text) const;

 private:
  [[nodiscard]] double compute_cost(std::string_view word, std::string_view behind) const;

  std::unordered_set<std::string> words_;  ///< in lower case
  PunctuationModel signs_;
};

}  // namespace codau::ocr
