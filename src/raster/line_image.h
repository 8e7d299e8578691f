// raster/line_image.h — a line of print as the recogniser's network wants it, and where its words
// are.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "raster/pixels.h"

namespace codau::image {

/// Rows of grey values from the top, 0 black.
struct LinePixels {
  std::int32_t width = 0;
  std::vector<std::uint8_t> pixels;
};
/// An 8-bit or 1-bit picture at a height of `rows` pixels, the width in proportion; empty where
/// less than a pixel of it would be left, or Leptonica rounds the height to another.
[[nodiscard]] LinePixels scale_to_height(const Pix* line, std::int32_t rows);

/// Of each column whether it has ink; `ink` is of 1 bit.
[[nodiscard]] std::vector<bool> find_inked_columns(const Pix* ink);
/// Columns [begin, end) without ink.
struct ColumnGap {
  std::int32_t begin = 0, end = 0;
  [[nodiscard]] std::int32_t width() const { return end - begin; }
};
/// The widest in [from, to), the first of those as wide; none where all have ink. Precondition:
/// `inked` has these columns.
[[nodiscard]] std::optional<ColumnGap> find_widest_gap(const std::vector<bool>& inked,
                                                       std::int32_t from, std::int32_t to);
/// The smallest box around the ink in `part`; `part` itself where there is none.
[[nodiscard]] Box shrink_to_ink(const Pix* ink, const Box& part);

}  // namespace codau::image
