// lines/punctuation_model.h — between what the signs of print stand.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace codau::ocr {

/// Immutable. Knows data/sign_places.tsv, which is compiled in.
class PunctuationModel {
 public:
  PunctuationModel();

  /// Natural logarithm of a factor for the signs of `text`, at most 0: a sign costs something where
  /// signs of its kind seldom stand, as the dot in "nâng.cao" or the bracket in "[,". Quotes and
  /// dashes are taken as ASCII has them; signs that it does not have cost nothing.
  [[nodiscard]] double compute_log_factor(std::string_view text) const;

 private:
  static constexpr std::size_t kKinds = 5, kSigns = 128;
  [[nodiscard]] static std::size_t cost_index(std::size_t before, char32_t sign, std::size_t after);
  std::array<double, kKinds * kSigns * kKinds> costs_{};
};

}  // namespace codau::ocr
