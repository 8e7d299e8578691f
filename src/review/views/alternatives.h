// review/views/alternatives.h — what else a value may be, as whoever read it saw it.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace codau::review {

/// A word as it was read.
struct OcrWordAlternatives {
  std::string text;
  double confidence = 1;
  std::vector<std::pair<std::string, double>> alternatives;  ///< with their probabilities
};

/// The value with another reading of one of its words.
struct ValueAlternative {
  std::string value;
  std::string word, instead;  ///< the other reading, and what stands there
  double probability = 0;     ///< of the print alone, or of its marks alone
  bool operator==(const ValueAlternative&) const = default;
};

/// Those that the words of the value's box have: a word is found in the value at its place
/// among the words where there are as many, else where it stands there and nowhere else.
[[nodiscard]] std::vector<ValueAlternative> find_alternatives(
    std::string_view value, const std::vector<OcrWordAlternatives>& words);

/// The likeliest nine, each value once and none that is `value` itself: one for each of the keys 1
/// to 9. None below 2 %.
[[nodiscard]] std::vector<ValueAlternative> choose_likeliest(std::vector<ValueAlternative> all,
                                                             std::string_view value);

}  // namespace codau::review
