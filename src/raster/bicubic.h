// raster/bicubic.h — enlarges a picture by cubic convolution.
#pragma once

#include "raster/pixels.h"

namespace codau::image {

/// Returns `grey` (8 bits) with both sides multiplied by `factor`, which is above 1. Throws
/// Error{Cause::kOutOfMemory}. Source: R. Keys, "Cubic convolution interpolation for digital image
/// processing", 1981, with the parameter a = -1 instead of -1/2, for sharper outlines.
[[nodiscard]] PixPtr enlarge_bicubic(const Pix* grey, double factor);

}  // namespace codau::image
