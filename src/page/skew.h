// page/skew.h — estimates how text is rotated: by a few degrees (skew), and by quarter turns
// (orientation). `ink`: the page, 1 bit.
#pragma once

#include <cstdint>

#include "raster/page_image.h"

namespace codau::image {

/// Returns the angle in degrees by which text lines rise to the right. Returns 0 if the lines are
/// not certain.
[[nodiscard]] double estimate_skew(const Pix* ink, std::int32_t dpi);

/// The clockwise rotation that makes text upright, by the shape of its lines and letters alone.
struct OrientationEstimate {
  std::int32_t degrees = 0;
  bool is_axis_sure = false;  ///< text lines run left to right after the rotation, not up or down
  bool is_upright_sure = false;  ///< the text is not upside down after the rotation
};
[[nodiscard]] OrientationEstimate estimate_orientation(const Pix* ink, std::int32_t dpi);

}  // namespace codau::image
