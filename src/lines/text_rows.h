// lines/text_rows.h — rows of print, by the connected components of ink that they are made of.
#pragma once

#include <cstdint>
#include <vector>

#include "core/values.h"
#include "raster/page_image.h"

namespace codau::image {

/// What stands on one line, from the left edge of its first letter to the right edge of its last.
/// Lengths are in pixels.
struct TextRow {
  Box box;                     ///< around all its ink: letters, their marks and signs
  std::int32_t baseline = 0;   ///< y of where letters without tails end, below their lowest pixel
  std::int32_t x_height = 0;   ///< from there up to the tops of small letters without stems
  std::int32_t ascender = 0;   ///< up to the tops of stems, capitals and figures, without marks
  std::int32_t descender = 0;  ///< down to the feet of tails
  std::vector<Box> parts;      ///< of the row, from the left, wide gaps between them
};

struct TextRows {
  std::vector<TextRow> rows;       ///< from the top down
  std::int32_t letter_height = 0;  ///< the median of all rows, stems and capitals among it; pixels
  /// Nothing is larger than letters, as seals, pictures and touching rows are.
  bool is_sure = true;
};

/// Of upright print in one column, level or nearly so. `ink`: 1 bit. Nothing, and unsure, where
/// there is more ink than print has. Each row has the measures of its own letters (row_metrics.h);
/// one of few letters, those of the picture.
[[nodiscard]] TextRows find_text_rows(const Pix* ink, std::int32_t dpi);

}  // namespace codau::image
