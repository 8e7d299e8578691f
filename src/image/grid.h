// image/grid.h — ruling lines and the tables they draw.
#pragma once

#include <cstdint>
#include <vector>

#include "core/values.h"
#include "image/clean.h"

namespace codau::image {

/// A cell of a ruled table, in pixels of the clean copy; the box lies between its rulings.
struct GridCell {
  std::uint32_t row = 0, column = 0, row_span = 1, column_span = 1;
  Box box;
};
/// Laws: cells lie row by row, left to right; together they cover rows × columns once.
struct Grid {
  std::uint32_t rows = 0, columns = 0;
  Box box;
  std::vector<GridCell> cells;
};

/// Straight lines across and down, as boxes in pixels of the clean copy.
struct Rulings {
  std::vector<Box> across, down;
  PixPtr mask;  ///< 1 bit, the lines alone, in the size of the copy
};

/// Runs at least 2.5 x-heights down and 4.6 across, gaps up to 0.1 inch closed.
[[nodiscard]] Rulings find_rulings(const CleanPage& page);

/// Tables of at least two cells, from the top of the page down: elementary cells between all
/// rulings, merged where no ruling runs between them. Frames and stamps' boxes of one cell are
/// none.
[[nodiscard]] std::vector<Grid> find_grids(const CleanPage& page, const Rulings& rulings);

/// Takes the lines out of grey, ink and faint.
void erase(const Rulings& rulings, CleanPage& page);

}  // namespace codau::image
