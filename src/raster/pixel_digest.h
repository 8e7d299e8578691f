// raster/pixel_digest.h — a fingerprint of a page's pixels: the same picture, however it was
// packed.
#pragma once

#include <string>

#include "raster/page_image.h"

namespace codau::image {

/// SHA-256 in hex of "<width> <height> <bits>\n" and the rows, each on a byte border: of 1 bit (1
/// is black), 2, 4, 8 or 16 bits big-endian, or 24 bits R, G, B; pixels of a palette are their
/// colours.
[[nodiscard]] std::string compute_pixel_sha256(const PageImage& page);

}  // namespace codau::image
