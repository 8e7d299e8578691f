// layout/merged_cells.h — cells that only seem to be merged, since rulings between them were not
// seen.
#pragma once

#include <vector>

#include "layout/grid.h"
#include "page/sheet.h"

namespace codau::image {

/// Parts cells that span rows and columns along the lines of their table that no print comes near:
/// who sets a table merges the one or the other. A cell of one row across all of three and more
/// columns is parted as well if each column has print of its own: the head of a table may be shaded
/// without lines. Precondition: rulings are erased from `page`.
void part_merged_cells(const CleanPage& page, std::vector<Grid>& grids);

/// Parts rows of tables of three and more columns in which several ordinals stand, each beside the
/// white of layout/row_gaps.h: a table may have lines down alone. Precondition as above.
void part_merged_rows(const CleanPage& page, std::vector<Grid>& grids);

}  // namespace codau::image
