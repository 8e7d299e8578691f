// page/text_line_tracks.h — traces curves of a page that are level on the paper: text lines, along
// the feet of their letters, and rulings. If the page is bent, so are these curves. Lengths are in
// pixels.
#pragma once

#include <cstdint>
#include <vector>

#include "core/values.h"
#include "raster/page_image.h"
#include "raster/theil_sen_line.h"

namespace codau::image {

/// A curve that is level on the paper.
struct LineTrack {
  /// points of the curve, from left to right: `along` is x, and `across` is y
  std::vector<LinePoint> points;
  LinePoint begin, end;  ///< the outermost ends of its ink, at the heights of the nearest points
};

/// Returns the tracks of text lines of an upright page. Argument `components` has the boxes of the
/// connected components of its ink, and `x_height` is the height of its small letters. A line with
/// a gap wider than between words gives several tracks.
[[nodiscard]] std::vector<LineTrack> trace_text_lines(std::vector<Box> components,
                                                      std::int32_t x_height);

/// Returns the tracks of rulings of at least one inch, straight or bent. A broken ruling gives
/// several tracks. `ink`: 1 bit. Throws Error{Cause::kOutOfMemory}.
[[nodiscard]] std::vector<LineTrack> trace_rulings(const Pix* ink, std::int32_t dpi);

}  // namespace codau::image
