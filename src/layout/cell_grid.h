// layout/cell_grid.h — tables that ruling lines draw.
#pragma once

#include <cstdint>
#include <vector>

#include "core/values.h"
#include "page/clean_page.h"
#include "segment/rules/rulings.h"

namespace codau::image {

/// A cell of a ruled table, in pixels of the clean copy; the box lies between its rulings.
struct GridCell {
  std::uint32_t row = 0, column = 0, row_span = 1, column_span = 1;
  Box box;
};
/// Laws: cells lie row by row, left to right; together they cover rows × columns once.
struct CellGrid {
  std::uint32_t rows = 0, columns = 0;
  Box box;
  std::vector<GridCell> cells;
};

/// Tables of at least two cells, from the top of the page down: elementary cells between all
/// rulings, merged where no ruling runs between them. Frames and stamps' boxes of one cell are
/// none.
[[nodiscard]] std::vector<CellGrid> find_ruled_tables(const CleanPage& page,
                                                      const Rulings& rulings);

}  // namespace codau::image
