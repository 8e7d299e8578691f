// image/rotation.h — pictures turned by a few degrees.
#pragma once

#include <cstdint>

#include "image/page_image.h"

namespace codau::image {

/// `grey` (8 bits) turned clockwise about its centre, each pixel from the four that it falls
/// between; `paper` where nothing falls. Law: as Leptonica's pixRotateAMGray, in a fifth of its
/// time.
[[nodiscard]] PixPtr rotated(const Pix* grey, double radians, std::int32_t paper);

}  // namespace codau::image
