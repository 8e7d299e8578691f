// layout/borderless_tables.h — finds tables without rulings, whose columns are divided by white
// gutters.
#pragma once

#include <vector>

#include "core/values.h"
#include "layout/cell_grid.h"
#include "page/clean_page.h"

namespace codau::image {

/// Returns all tables of a page, from the top down: those of `ruled`, and those without rulings. A
/// table without rulings has three or more columns and at least four rows: text lines whose wide
/// blanks stand one below the other. Two columns are no table, because headers, signatures and
/// lists look so.
/// 1. If rulings of a torn table made several small tables of a borderless one, the borderless
///    table replaces them.
/// 2. `rulings` that belong to no table divide print as white does. A vertical one between two
///    words is a gutter; level ones across all columns divide rows.
/// Precondition: the rulings are erased from `page`. Laws: tables without rulings obey the laws of
/// CellGrid (layout/cell_grid.h), and none of their cells is merged. Tables overlap only if the
/// input tables did.
[[nodiscard]] std::vector<CellGrid> add_borderless_tables(const CleanPage& page,
                                                          const Rulings& rulings,
                                                          std::vector<CellGrid> ruled);

}  // namespace codau::image
