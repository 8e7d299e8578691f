// source/orientation.h — how a camera or a scanner was held, as TIFF and EXIF number it.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "raster/page_image.h"

namespace codau::image {

/// 1 as stored, 2 mirrored, 3 by 180 degrees, 4 upside down mirrored, 5 transposed, 6 to be turned
/// clockwise by 90, 7 transposed the other way, 8 to be turned clockwise by 270 degrees.
inline constexpr std::int32_t kOrientationAsStored = 1;

/// What the EXIF data of a JPEG say; kOrientationAsStored where they say nothing. Total.
[[nodiscard]] std::int32_t read_exif_orientation(std::string_view jpeg) noexcept;

/// True where the sides change places.
[[nodiscard]] constexpr bool is_sideways(std::int32_t orientation) {
  return orientation >= 5 && orientation <= 8;
}

/// Upright pixels; null of null. Throws Error{kOutOfMemory}.
[[nodiscard]] PixPtr apply_orientation(PixPtr pix, std::int32_t orientation);

/// The matrix of PDF (a b c d e f) that draws a stored picture upright in a box from 0, 0 to 1, 1.
[[nodiscard]] std::array<int, 6> make_orientation_matrix(std::int32_t orientation);

}  // namespace codau::image
