// layout/cell_grid.h — finds the tables that rulings draw, with their cells.
#pragma once

#include <cstdint>
#include <vector>

#include "core/values.h"
#include "page/clean_page.h"
#include "segment/rules/rulings.h"

namespace codau::image {

/// A cell of a table: its first row and column (from 0), and the numbers of rows and columns that
/// it covers. The box lies between its rulings, in pixels of the clean copy.
struct GridCell {
  std::uint32_t row = 0, column = 0, row_span = 1, column_span = 1;
  Box box;
};
/// A table. Laws: cells are sorted row by row, from left to right. Together they cover each place
/// of rows × columns exactly once.
struct CellGrid {
  std::uint32_t rows = 0, columns = 0;
  Box box;
  std::vector<GridCell> cells;
};

/// Returns the tables with at least two cells, from the top of the page down. All rulings of a
/// table make a grid; neighbouring places of the grid without a ruling between them are one merged
/// cell. Frames and stamps, which have one cell, are no tables.
[[nodiscard]] std::vector<CellGrid> find_ruled_tables(const CleanPage& page,
                                                      const Rulings& rulings);

}  // namespace codau::image
