// raster/bicubic.h — a picture enlarged by cubic convolution.
#pragma once

#include "raster/pixels.h"

namespace codau::image {

/// 8 bits, `factor` > 1 times as wide and high (R. Keys, "Cubic convolution interpolation for
/// digital image processing", 1981, with the slope -1 in place of his -1/2: sharper outlines).
[[nodiscard]] PixPtr enlarge_bicubic(const Pix* grey, double factor);

}  // namespace codau::image
