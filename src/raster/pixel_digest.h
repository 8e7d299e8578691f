// raster/pixel_digest.h — a hash of the pixels of a page. Equal pixels give the same hash, however
// the file packs them.
#pragma once

#include <string>

#include "raster/page_image.h"

namespace codau::image {

/// Returns the SHA-256, in lower-case hexadecimal, of the line "<width> <height> <bits>\n" and of
/// the rows of pixels. <bits> is the number of bits per pixel: 1 (a 1 is black), 2, 4, 8, 16
/// (big-endian) or 24 (R, G, B). Each row begins at a byte; unused bits are 0. A picture with a
/// palette counts as one of 24 bits. Precondition: page.pix is not null. Throws
/// Error{Cause::kOutOfMemory}.
[[nodiscard]] std::string compute_pixel_sha256(const PageImage& page);

}  // namespace codau::image
