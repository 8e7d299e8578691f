// segment/rules/mark_finder.h — where a mark of secrecy may be stamped: over print, in any frame,
// askew.
#pragma once

#include <cstdint>
#include <vector>

#include "core/values.h"
#include "raster/page_image.h"

namespace codau::image {

/// A stamped MẬT, the last word of every mark.
struct MarkPlace {
  Box box;         ///< about it, in pixels of the picture
  float odds = 0;  ///< logarithm; from kMarkOdds on it is one
};
/// Chosen on made heads (docs/experiments/secrecy-marks.md). At 2 one mark of 324 more is found,
/// and five harmless heads of 1,761 are stopped instead of four.
inline constexpr float kMarkOdds = 2.5F;

/// In 8 bits, dark on white, upright but for 16 degrees. `paper`: its tone. The surest first, none
/// beside a surer one: what the finder sees, with the odds of the judge (segment/rules/mark_net.h).
[[nodiscard]] std::vector<MarkPlace> find_marks(const Pix* grey, std::int32_t dpi,
                                                std::int32_t paper);

}  // namespace codau::image
