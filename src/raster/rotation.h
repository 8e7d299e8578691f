// raster/rotation.h — rotates, mirrors and slants pictures. All functions throw
// Error{Cause::kOutOfMemory}.
#pragma once

#include <cstdint>

#include "raster/page_image.h"

namespace codau::image {

/// Returns `grey` (8 bits) rotated clockwise about its centre by `radians`, in the same size, by
/// bilinear interpolation. Pixels from outside the picture get the grey value `paper`. Angles under
/// 0.001 change nothing. Law: the result is that of Leptonica's pixRotateAMGray, which is slower.
[[nodiscard]] PixPtr rotate_grey(const Pix* grey, double radians, std::int32_t paper);

/// Returns the picture rotated clockwise by `degrees`: 0, 90, 180, 270 or 360. Returns null for 0
/// and 360, because nothing is to be done.
[[nodiscard]] PixPtr rotate_quarter_turns(const Pix* pix, std::int32_t degrees);
/// Returns `grey` (8 bits) in the same size with each pixel moved to the right by `slope` times its
/// height above row `row`, by linear interpolation. Pixels from outside are white.
[[nodiscard]] PixPtr slant_right(const Pix* grey, std::int32_t row, double slope);
/// Returns the picture with left and right exchanged.
[[nodiscard]] PixPtr mirror_horizontally(const Pix* pix);

}  // namespace codau::image
