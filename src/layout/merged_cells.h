// layout/merged_cells.h — cells that only seem to be merged, since rulings between them were not
// seen.
#pragma once

#include <vector>

#include "layout/cell_grid.h"
#include "page/clean_page.h"

namespace codau::image {

/// Parts cells that span rows and columns along the lines of their table that no print comes near:
/// who sets a table merges the one or the other. A cell of one row across all of three and more
/// columns is parted as well if each column has print of its own: the head of a table may be shaded
/// without lines. Precondition: rulings are erased from `page`.
void split_merged_cells(const CleanPage& page, std::vector<CellGrid>& grids);

/// Parts rows of tables of three and more columns in which several ordinals stand, each beside the
/// white of layout/row_boundaries.h: a table may have lines down alone. Precondition as above.
void split_merged_rows(const CleanPage& page, std::vector<CellGrid>& grids);

}  // namespace codau::image
