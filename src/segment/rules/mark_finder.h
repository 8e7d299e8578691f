// segment/rules/mark_finder.h — finds places at which the secrecy mark MẬT may be stamped, by two
// small networks. The stamp may be over print, in any frame, and askew.
#pragma once

#include <cstdint>
#include <vector>

#include "core/values.h"
#include "raster/page_image.h"
#include "segment/rules/mark_net.h"

namespace codau::image {

/// A place that looks like a stamped MẬT, the last word of every secrecy mark.
struct MarkPlace {
  Box box;         ///< in pixels of the picture
  float odds = 0;  ///< natural logarithm of the odds that it is a mark
};
/// From these log odds on, a place counts as a mark. Chosen on made pages
/// (docs/experiments/secrecy-marks.md). At 2, one more mark of 324 is found. But five of 1,761
/// harmless heads are stopped instead of four.
inline constexpr float kMarkOdds = 2.5F;

/// Returns the places, the surest first; of places beside each other only the surest. The network
/// "finder" proposes them, and the network "judge" gives the odds. Argument `grey`: 8 bits, dark on
/// white, rotated by at most 16 degrees. Argument `paper`: the grey value of the paper. Throws
/// Error{Cause::kOutOfMemory}.
[[nodiscard]] std::vector<MarkPlace> find_marks(const MarkNetworks& networks, const Pix* grey,
                                                std::int32_t dpi, std::int32_t paper);

}  // namespace codau::image
