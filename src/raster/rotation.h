// raster/rotation.h — pictures turned by a few degrees.
#pragma once

#include <cstdint>

#include "raster/page_image.h"

namespace codau::image {

/// `grey` (8 bits) turned clockwise about its centre, each pixel from the four that it falls
/// between; `paper` where nothing falls. Law: as Leptonica's pixRotateAMGray, in a fifth of its
/// time.
[[nodiscard]] PixPtr rotate_grey(const Pix* grey, double radians, std::int32_t paper);

/// Turned clockwise by 0, 90, 180 or 270 degrees; null on 0 (nothing to do).
[[nodiscard]] PixPtr rotate_quarter_turns(const Pix* pix, std::int32_t degrees);
/// Left is right.
[[nodiscard]] PixPtr mirror_horizontally(const Pix* pix);

}  // namespace codau::image
