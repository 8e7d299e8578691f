// page/text_line_tracks.h — what runs level on the paper: rows of print by the feet of their
// letters, and rulings. Where the page is bent, so are they.
#pragma once

#include <cstdint>
#include <vector>

#include "core/values.h"
#include "raster/page_image.h"
#include "raster/theil_sen_line.h"

namespace codau::image {

struct LineTrack {
  std::vector<LinePoint> points;  ///< of it, from the left
  LinePoint begin, end;           ///< its outermost ink, at the height of the points next to it
};

/// Of upright print. `components`: of its ink; `x_height`: of its small letters, in pixels. A row
/// is broken where a blank is wider than between words.
[[nodiscard]] std::vector<LineTrack> trace_text_lines(std::vector<Box> components,
                                                      std::int32_t x_height);

/// Of lines at least an inch long, straight or bent, broken ones in parts. `ink`: 1 bit.
[[nodiscard]] std::vector<LineTrack> trace_rulings(const Pix* ink, std::int32_t dpi);

}  // namespace codau::image
