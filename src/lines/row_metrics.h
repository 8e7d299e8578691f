// lines/row_metrics.h — how large the print of a row is, by what its letters reach.
#pragma once

#include <cstdint>
#include <vector>

namespace codau::image {

/// How far one letter reaches from where the letters beside it stand, in pixels.
struct LetterExtent {
  std::int32_t ascent = 0;   ///< up to its top; positive
  std::int32_t descent = 0;  ///< down to its foot, negative where it ends above
};

/// Of print, in pixels from its baseline.
struct RowMetrics {
  std::int32_t x_height = 0;   ///< up to the tops of small letters without stems
  std::int32_t ascender = 0;   ///< up to the tops of stems, capitals and figures, without marks
  std::int32_t descender = 0;  ///< down to the feet of tails

  bool operator==(const RowMetrics&) const = default;
};

/// The height of small letters in pixels, also where all `letters` are capitals or figures.
/// `usual`: what it is elsewhere, which is taken for it where there are few letters, and tells
/// small letters from capitals where all are of one height.
[[nodiscard]] std::int32_t measure_x_height(const std::vector<LetterExtent>& letters,
                                            std::int32_t usual);

/// Likewise of one row; where none of its letters has a stem, or a tail, these are as most
/// typefaces have them to that x-height.
[[nodiscard]] RowMetrics measure_row(const std::vector<LetterExtent>& letters, std::int32_t usual);

}  // namespace codau::image
