// lines/text_rows.h — finds text lines (rows) by the connected components of ink of which they
// consist. Lengths are in pixels.
#pragma once

#include <cstdint>
#include <vector>

#include "core/values.h"
#include "raster/page_image.h"

namespace codau::image {

/// A text line, from the left edge of its first letter to the right edge of its last.
struct TextRow {
  Box box;                    ///< around all its ink: letters, diacritics and signs
  std::int32_t baseline = 0;  ///< the row below the lowest pixel of letters without tails
  std::int32_t x_height = 0;  ///< from the baseline up to the tops of small letters without stems
  /// from the baseline up to the tops of stems, capitals and digits, without diacritics
  std::int32_t ascender = 0;
  std::int32_t descender = 0;  ///< from the baseline down to the feet of tails
  std::vector<Box> parts;      ///< the parts of the line between wide gaps, from left to right
};

/// The text lines of a picture.
struct TextRows {
  std::vector<TextRow> rows;  ///< from the top down
  /// median height of the letters of all rows, with stems and capitals
  std::int32_t letter_height = 0;
  /// True if no component is larger than letters. Seals, pictures and rows that touch are larger.
  bool is_sure = true;
};

/// Returns the text lines of a picture with one column of upright, nearly level print. `ink`: 1
/// bit. Each line has the measures of its own letters (lines/row_metrics.h); a line of few letters
/// has those of the whole picture. Returns no lines, and is_sure = false, if there is more ink than
/// print has.
[[nodiscard]] TextRows find_text_rows(const Pix* ink, std::int32_t dpi);

}  // namespace codau::image
