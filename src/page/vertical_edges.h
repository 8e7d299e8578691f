// page/vertical_edges.h — finds lines of a page that are vertical on the paper: rulings, and the
// sides of columns of text. On a page that was photographed from the side, they lean, and meet in
// one point.
#pragma once

#include <cstdint>
#include <vector>

#include "page/text_line_tracks.h"
#include "raster/page_image.h"

namespace codau::image {

/// Points of one vertical line, from the top down: `along` is y, and `across` is x.
using VerticalEdge = std::vector<LinePoint>;

/// Returns the sides of columns: lines at which at least six text lines begin, and lines at which
/// they end, unless the text is ragged. Indented lines give an edge of their own. `print`: from
/// trace_text_lines(). Returns nothing if too few lines begin in the same place.
[[nodiscard]] std::vector<VerticalEdge> find_column_edges(const std::vector<LineTrack>& print,
                                                          std::int32_t dpi);

/// Returns the vertical rulings, as trace_rulings() does for level ones (page/text_line_tracks.h).
[[nodiscard]] std::vector<VerticalEdge> trace_vertical_rulings(const Pix* ink, std::int32_t dpi);

/// How vertical lines lean: by how many columns a line moves to the right for each row down. All
/// lines meet in one point, or are parallel.
struct EdgeSlant {
  double slope = 0;         ///< the lean of a line at column `x`
  double x = 0;             ///< the middle column of the page
  double slope_change = 0;  ///< change of the lean for each column to the right
  [[nodiscard]] double at(double column) const { return slope + slope_change * (column - x); }
};

/// Returns the lean that fits `edges` best; no lean if there are none. `x`, `y`: the middle of the
/// page, in pixels.
[[nodiscard]] EdgeSlant fit_edge_slant(const std::vector<VerticalEdge>& edges, double x, double y,
                                       std::int32_t dpi);

}  // namespace codau::image
