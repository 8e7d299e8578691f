// lines/punctuation_model.h — tells how likely punctuation is between the characters around it.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace codau::ocr {

/// The model of the table data/sign_places.tsv, which is compiled in. Immutable.
class PunctuationModel {
 public:
  PunctuationModel();

  /// Returns the natural logarithm of a factor for the signs of `text`, at most 0. A sign lowers it
  /// if this kind of sign is rare at such a place: the dot of "nâng.cao", the bracket of "[,".
  /// Quotation marks and dashes count as those of ASCII. Other signs outside ASCII cost nothing.
  [[nodiscard]] double compute_log_factor(std::string_view text) const;

 private:
  static constexpr std::size_t kKinds = 5, kSigns = 128;
  [[nodiscard]] static std::size_t cost_index(std::size_t before, char32_t sign, std::size_t after);
  std::array<double, kKinds * kSigns * kKinds> costs_{};
};

}  // namespace codau::ocr
