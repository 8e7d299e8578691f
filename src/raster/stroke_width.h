// raster/stroke_width.h — measures the mean stroke width of connected components of ink.
#pragma once

#include <vector>

#include "core/values.h"
#include "raster/page_image.h"

namespace codau::image {

/// A connected component and its stroke width.
struct StrokeComponent {
  Box box;
  double stroke_width = 0;  ///< pixels: number of ink pixels / length of the skeleton
};

/// Returns the connected components of the ink inside `area`, with their stroke widths. Pixels that
/// touch at a corner are connected; ink outside `area` connects nothing. `ink`: 1 bit.
/// Precondition: `area` is not empty. Throws Error{Cause::kOutOfMemory}.
[[nodiscard]] std::vector<StrokeComponent> measure_stroke_widths(const Pix* ink, const Box& area);

}  // namespace codau::image
