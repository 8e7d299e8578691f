// layout/torn_rulings.h — erases remains of rulings from the cells of a table. Above all these are
// the inner strokes of double rulings, torn by deskewing or by a fax.
#pragma once

#include <vector>

#include "core/values.h"
#include "layout/cell_grid.h"
#include "page/clean_page.h"

namespace codau::image {

/// Erases thin strokes at the edges of `cells`, the cells of one table. At its outer edges, strokes
/// on both sides are erased. Erased strokes are longer than letters, or in line with such a stroke
/// or with a ruling of any cell. If strokes meet in the corner of a cell, each is judged alone.
/// Precondition: `rulings` are erased from `page`. Law: white pixels stay white.
void erase_torn_rulings(CleanPage& page, const std::vector<GridCell>& cells,
                        const Rulings& rulings);

}  // namespace codau::image
