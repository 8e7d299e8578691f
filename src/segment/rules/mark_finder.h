// segment/rules/mark_finder.h — where a mark of secrecy may be stamped: over print, in any frame,
// askew.
#pragma once

#include <cstdint>
#include <vector>

#include "core/values.h"
#include "raster/page_image.h"
#include "segment/rules/mark_net.h"

namespace codau::image {

/// A stamped MẬT, the last word of every mark.
struct MarkPlace {
  Box box;         ///< about it, in pixels of the picture
  float odds = 0;  ///< logarithm; from kMarkOdds on it is one
};
/// Chosen on made heads (docs/experiments/secrecy-marks.md). At 2 one mark of 324 more is found,
/// and five harmless heads of 1,761 are stopped instead of four.
inline constexpr float kMarkOdds = 2.5F;

/// Returns the places that the finder of `networks` sees, with the odds of its judge, the surest
/// first. No place is beside a surer one. `grey`: 8 bits, dark on white, turned by at most 16
/// degrees. `paper`: the tone of the paper.
[[nodiscard]] std::vector<MarkPlace> find_marks(const MarkNetworks& networks, const Pix* grey,
                                                std::int32_t dpi, std::int32_t paper);

}  // namespace codau::image
