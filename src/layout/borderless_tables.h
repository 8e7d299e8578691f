// layout/borderless_tables.h — tables without ruling lines: columns parted by white gutters.
#pragma once

#include <vector>

#include "core/values.h"
#include "layout/cell_grid.h"
#include "page/clean_page.h"

namespace codau::image {

/// All tables of a page on which rulings have drawn `ruled`, from the top down: with those without
/// rulings, and with the columns of print in place of what pieces of torn rulings draw among them.
/// A table without rulings has three and more columns and at least four rows: lines of print whose
/// wide blanks stand below each other. Two columns are none: headers, signatures and lists stand
/// so. `rulings` of the page that draw no table part columns and rows of print as white does: a
/// line down between two words is a gutter, and lines across all columns part rows. Precondition:
/// rulings are erased from `page`. Laws: of those without rulings as
/// layout/cell_grid.h, and no span is wider than one cell. Tables overlap only if the input tables
/// did.
[[nodiscard]] std::vector<CellGrid> add_borderless_tables(const CleanPage& page,
                                                          const Rulings& rulings,
                                                          std::vector<CellGrid> ruled);

}  // namespace codau::image
