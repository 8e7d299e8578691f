// layout/merged_cells.h — splits cells that seem to be merged because rulings between them were not
// found.
#pragma once

#include <vector>

#include "layout/cell_grid.h"
#include "page/clean_page.h"

namespace codau::image {

/// Splits merged cells in two cases:
/// 1. A cell covers several rows and several columns. It is split along the lines of its table that
///    no print comes near, because people merge either rows or columns.
/// 2. A cell covers one row and all of three or more columns, and each column has print of its own.
///    Such a head of a table may be shaded, without rulings.
/// Precondition: the rulings are erased from `page`.
void split_merged_cells(const CleanPage& page, std::vector<CellGrid>& grids);

/// Splits a row of a table with three or more columns that contains several ordinals, since the
/// table may have vertical rulings only. Each ordinal must begin beside a white row boundary
/// (layout/row_boundaries.h). Precondition: the rulings are erased from `page`.
void split_merged_rows(const CleanPage& page, std::vector<CellGrid>& grids);

}  // namespace codau::image
