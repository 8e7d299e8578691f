// raster/stroke_width.h — connected components of ink and the strokes that they are drawn with.
#pragma once

#include <vector>

#include "core/values.h"
#include "raster/page_image.h"

namespace codau::image {

struct StrokeComponent {
  Box box;
  double stroke_width = 0;  ///< of its strokes, in pixels: its area by the length of its skeleton
};

/// Those of a 1-bit picture inside `area`, which is cut out first; 8-connected.
[[nodiscard]] std::vector<StrokeComponent> measure_stroke_widths(const Pix* ink, const Box& area);

}  // namespace codau::image
