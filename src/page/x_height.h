// page/x_height.h — pages seen at the size that the recogniser reads best.
#pragma once

#include <cstdint>
#include <vector>

#include "core/values.h"
#include "raster/page_image.h"

namespace codau::image {

/// Height of small letters (a, e, m, n, …) in pixels: a common height of components of ink, the
/// least where capitals and figures are as common; a part of it where there is next to nothing
/// higher, as on pages of figures; 0 where there are too few to tell. Specks, the more the lower
/// they are, have no common height.
[[nodiscard]] std::int32_t estimate_x_height(const std::vector<Box>& components, std::int32_t dpi);

/// Of small letters of 14 points, in pixels.
[[nodiscard]] double compute_default_x_height(std::int32_t dpi);

/// By what a page with small letters of that height is enlarged before it is read, since it is
/// coarse; 1: as it is, and where there are no letters or those are too high for its resolution.
[[nodiscard]] double choose_resampling_factor(std::int32_t x_height, std::int32_t dpi);

/// Finer than the recogniser can use: a page of that resolution is read at half of it.
[[nodiscard]] bool is_too_fine(std::int32_t dpi);
/// Half as wide and high, a shade of grey for each four pixels of a 1-bit picture.
[[nodiscard]] PixPtr downsample_by_two(const Pix* pix);

/// 8 bits times `factor` > 1. The outline of what was 1 bit (`is_bilevel`) is smoothed: it has lost
/// the shades that tell where between two pixels a stroke ends.
[[nodiscard]] PixPtr upsample(const Pix* grey, double factor, bool is_bilevel);

}  // namespace codau::image
