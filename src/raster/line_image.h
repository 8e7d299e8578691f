// raster/line_image.h — prepares the picture of a text line for the recogniser's network, and finds
// gaps between its words. `ink`: a 1-bit picture. Columns are columns of pixels; they count from 0
// at the left.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "raster/pixels.h"

namespace codau::image {

/// The grey values of a text line.
struct LinePixels {
  std::int32_t width = 0;            ///< pixels in a row
  std::vector<std::uint8_t> pixels;  ///< row by row from the top; 0 is black, 255 white
};
/// Scales an 8-bit or 1-bit picture to a height of `rows` pixels (at least 1), the width in
/// proportion. Returns an empty result if the width would be under one pixel, or if rounding gives
/// another height. Throws Error{Cause::kOutOfMemory}.
[[nodiscard]] LinePixels scale_to_height(const Pix* line, std::int32_t rows);

/// Returns one element for each column of `ink`: true if the column has ink.
[[nodiscard]] std::vector<bool> find_inked_columns(const Pix* ink);
/// A run of columns [begin, end) without ink.
struct ColumnGap {
  std::int32_t begin = 0, end = 0;
  [[nodiscard]] std::int32_t width() const { return end - begin; }
};
/// Returns the widest gap in the columns [from, to); among equally wide gaps, the first. Returns
/// nothing if all these columns have ink. `inked`: from find_inked_columns(). Precondition: 0 <=
/// from, to <= inked.size().
[[nodiscard]] std::optional<ColumnGap> find_widest_gap(const std::vector<bool>& inked,
                                                       std::int32_t from, std::int32_t to);
/// Returns the smallest box around the ink inside `part`; `part` itself if it has no ink.
/// Precondition: `part` is not empty. Throws Error{Cause::kOutOfMemory}.
[[nodiscard]] Box shrink_to_ink(const Pix* ink, const Box& part);

}  // namespace codau::image
