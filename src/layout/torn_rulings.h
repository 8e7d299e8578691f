// layout/torn_rulings.h — what is left of rulings in the cells of a table: the inner strokes of
// double lines above all, torn by the levelling of a page and by a fax.
#pragma once

#include <vector>

#include "core/values.h"
#include "layout/cell_grid.h"
#include "page/clean_page.h"

namespace codau::image {

/// Whitens thin strokes at the edges of `cells`, those of one table, on either side of its outer
/// ones: such as are longer than letters, and all that stand in line with such a one, or with a
/// ruling, of any cell. Of strokes that meet in a corner of a cell each is judged alone.
/// Precondition: `rulings` are erased from `page`. Law: what is white stays white.
void erase_torn_rulings(CleanPage& page, const std::vector<GridCell>& cells,
                        const Rulings& rulings);

}  // namespace codau::image
