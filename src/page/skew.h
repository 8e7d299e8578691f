// page/skew.h — how far, and how often by a quarter, the text of a page is turned.
#pragma once

#include <cstdint>

#include "raster/page_image.h"

namespace codau::image {

/// Degrees by which lines of print rise to the right; 0 where none are sure.
[[nodiscard]] double estimate_skew(const Pix* ink, std::int32_t dpi);

/// Clockwise turn that makes the text upright, judged from the shape of its lines and letters
/// alone.
struct OrientationEstimate {
  std::int32_t degrees = 0;
  bool is_axis_sure = false;     ///< lines run as said, not across
  bool is_upright_sure = false;  ///< not upside down
};
[[nodiscard]] OrientationEstimate estimate_orientation(const Pix* ink, std::int32_t dpi);

}  // namespace codau::image
