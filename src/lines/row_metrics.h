// lines/row_metrics.h — measures the print of a text line by its letters. Lengths are in pixels.
#pragma once

#include <cstdint>
#include <vector>

namespace codau::image {

/// How far one letter reaches above and below the place at which the letters beside it stand.
struct LetterExtent {
  std::int32_t ascent = 0;  ///< height of its top above that place
  /// depth of its foot below that place; negative if the letter ends above
  std::int32_t descent = 0;
};

/// The measures of a line, from its baseline.
struct RowMetrics {
  std::int32_t x_height = 0;   ///< up to the tops of small letters without stems
  std::int32_t ascender = 0;   ///< up to the tops of stems, capitals and digits, without diacritics
  std::int32_t descender = 0;  ///< down to the feet of tails

  bool operator==(const RowMetrics&) const = default;
};

/// Returns the height of small letters, even if all `letters` are capitals or digits. Argument
/// `usual` is the height elsewhere on the page. It is the result if there are few letters. If all
/// letters have one height, it tells whether they are small letters or capitals.
[[nodiscard]] std::int32_t measure_x_height(const std::vector<LetterExtent>& letters,
                                            std::int32_t usual);

/// Returns the measures of a line. If no letter has a stem or a tail, ascender or descender are
/// those that most typefaces have with this x-height. Argument `usual`: as above.
[[nodiscard]] RowMetrics measure_row(const std::vector<LetterExtent>& letters, std::int32_t usual);

}  // namespace codau::image
