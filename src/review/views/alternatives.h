// review/views/alternatives.h — finds other possible values of a field, from the alternatives that
// OCR gave for its words.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace codau::review {

/// A word as OCR read it.
struct OcrWordAlternatives {
  std::string text;
  double confidence = 1;
  std::vector<std::pair<std::string, double>> alternatives;  ///< text, probability
};

/// A possible value: the present value with another reading of one word.
struct ValueAlternative {
  std::string value;
  std::string word, instead;  ///< the other reading, and the word that it replaces
  double probability = 0;     ///< given by OCR or restoration for this word alone
  bool operator==(const ValueAlternative&) const = default;
};

/// Returns the possible values by the alternatives of `words`, the words in the boxes of the value.
/// Each word must be found in the value, in one of two ways:
/// 1. by its index, if the value has as many words as `words`;
/// 2. otherwise by its text, if the value contains this text exactly once.
[[nodiscard]] std::vector<ValueAlternative> find_alternatives(
    std::string_view value, const std::vector<OcrWordAlternatives>& words);

/// Returns at most nine of `all`, the likeliest first, one for each of the keys 1 to 9. Values
/// occur once, and `value` itself is left out. The probability is at least 2 %.
[[nodiscard]] std::vector<ValueAlternative> choose_likeliest(std::vector<ValueAlternative> all,
                                                             std::string_view value);

}  // namespace codau::review
