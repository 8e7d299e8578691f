// raster/bicubic.h — enlarges a picture by cubic convolution.
#pragma once

#include "raster/pixels.h"

namespace codau::image {

/// Returns `grey` (8 bits) `factor` times as wide and high. Precondition: `factor` > 1. Source: R.
/// Keys, "Cubic convolution interpolation for digital image processing", 1981, with the slope -1
/// instead of -1/2, for sharper outlines. Throws Error{Cause::kOutOfMemory}.
[[nodiscard]] PixPtr enlarge_bicubic(const Pix* grey, double factor);

}  // namespace codau::image
