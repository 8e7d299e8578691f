// source/orientation.h — the orientation of a stored picture: a number from 1 to 8, as in TIFF and
// EXIF (tag 274). The number tells what makes the stored picture upright:
// 1. Nothing: it is upright.
// 2. Mirror it (exchange left and right).
// 3. Rotate it by 180 degrees.
// 4. Rotate it by 180 degrees, then mirror it.
// 5. Rotate it by 90 degrees clockwise, then mirror it.
// 6. Rotate it by 90 degrees clockwise.
// 7. Rotate it by 270 degrees clockwise, then mirror it.
// 8. Rotate it by 270 degrees clockwise.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "raster/page_image.h"

namespace codau::image {

/// The orientation of a picture that is stored upright.
inline constexpr std::int32_t kOrientationAsStored = 1;

/// Returns the orientation in the EXIF data of a JPEG; kOrientationAsStored if they state none.
/// Accepts any bytes.
[[nodiscard]] std::int32_t read_exif_orientation(std::string_view jpeg) noexcept;

/// Returns true if width and height of the upright picture are height and width as stored.
[[nodiscard]] constexpr bool is_sideways(std::int32_t orientation) {
  return orientation >= 5 && orientation <= 8;
}

/// Returns the stored picture made upright; null for null. A number outside 1 to 8 counts as 1.
/// Throws Error{Cause::kOutOfMemory}.
[[nodiscard]] PixPtr apply_orientation(PixPtr pix, std::int32_t orientation);

/// Returns the PDF matrix (a b c d e f) that draws a stored picture upright into the unit square. A
/// number outside 1 to 8 counts as 1.
[[nodiscard]] std::array<int, 6> make_orientation_matrix(std::int32_t orientation);

}  // namespace codau::image
