// page/vertical_edges.h — what stands upright on the paper: rulings down, and the sides of columns
// of print. Seen from aside, they lean and meet.
#pragma once

#include <cstdint>
#include <vector>

#include "page/text_line_tracks.h"
#include "raster/page_image.h"

namespace codau::image {

/// Points along one of them: `along` runs down, from the top.
using Upright = std::vector<EdgePoint>;

/// Lines in which rows of print begin, indented ones apart, and lines in which they end where these
/// are no ragged ones. None where too few do.
[[nodiscard]] std::vector<Upright> sides_of(const std::vector<Track>& print, std::int32_t dpi);

/// Rulings down, as tracks_of_rulings() of level_tracks.h.
[[nodiscard]] std::vector<Upright> rulings_down(const Pix* ink, std::int32_t dpi);

/// Columns a row by which uprights lean: all of them meet in one point, or none do.
struct Lean {
  double middle = 0;  ///< at `x`
  double x = 0;       ///< middle of the page
  double change = 0;  ///< a column
  [[nodiscard]] double at(double column) const { return middle + change * (column - x); }
};

/// Fitted to all of them; upright where none are. `x`, `y`: the middle of the page.
[[nodiscard]] Lean lean_of(const std::vector<Upright>& uprights, double x, double y,
                           std::int32_t dpi);

}  // namespace codau::image
