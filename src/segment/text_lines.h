// segment/text_lines.h — finds the text lines of a page in its page map. Pure geometry: it sees the
// classes of pixels (segment/page_map.h), not the page itself.
#pragma once

#include <vector>

#include "core/box.h"
#include "segment/page_map.h"

namespace codau::image {

/// A point of a baseline, in pixels of the map. Whole numbers are left or upper edges of pixels.
struct BaselinePoint {
  double x = 0, y = 0;
};

/// A text line. Wide gaps between words may divide a printed line into two. Different cells of a
/// table always are different lines.
struct TextLine {
  std::vector<BaselinePoint> baseline;  ///< from left to right, at least two points
  double x_height = 0;                  ///< in pixels of the map
  Box core;                             ///< the box of the band between baseline and x-height
};

/// Returns the text lines of an upright page, sorted by the top and then by the left side of their
/// cores. A line is made in three steps:
/// 1. Vertical runs of core pixels in neighbouring columns form a segment. A segment ends if a run
///    overlaps no run, or two runs, of the next column.
/// 2. Segments of about the same height on one baseline form a line. A line ends at a wide gap and
///    at a ruling.
/// 3. The baseline passes through the lower ends of the runs, averaged over some x-heights.
/// Law: cores of lines lie inside the map, and are not empty.
[[nodiscard]] std::vector<TextLine> find_text_lines(const PageMap& map);

}  // namespace codau::image
