// page/vertical_edges.h — what stands upright on the paper: rulings down, and the sides of columns
// of print. Seen from aside, they lean and meet.
#pragma once

#include <cstdint>
#include <vector>

#include "page/text_line_tracks.h"
#include "raster/page_image.h"

namespace codau::image {

/// Points along one of them: `along` runs down, from the top.
using VerticalEdge = std::vector<LinePoint>;

/// Lines in which rows of print begin, indented ones apart, and lines in which they end where these
/// are no ragged ones. None where too few do.
[[nodiscard]] std::vector<VerticalEdge> find_column_edges(const std::vector<LineTrack>& print,
                                                          std::int32_t dpi);

/// Rulings down, as trace_rulings() of text_line_tracks.h.
[[nodiscard]] std::vector<VerticalEdge> trace_vertical_rulings(const Pix* ink, std::int32_t dpi);

/// Columns a row by which uprights lean: all of them meet in one point, or none do.
struct EdgeSlant {
  double slope = 0;         ///< at `x`
  double x = 0;             ///< middle of the page
  double slope_change = 0;  ///< a column
  [[nodiscard]] double at(double column) const { return slope + slope_change * (column - x); }
};

/// Fitted to all of them; upright where none are. `x`, `y`: the middle of the page.
[[nodiscard]] EdgeSlant fit_edge_slant(const std::vector<VerticalEdge>& edges, double x, double y,
                                       std::int32_t dpi);

}  // namespace codau::image
