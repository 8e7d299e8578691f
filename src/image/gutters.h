// image/gutters.h — tables without ruling lines: columns parted by white gutters.
#pragma once

#include <vector>

#include "core/values.h"
#include "image/clean.h"
#include "image/grid.h"

namespace codau::image {

/// Tables of three and more columns and at least four rows, from the top of the page down: lines
/// of print whose wide blanks stand below each other. Two columns are none: headers, signatures
/// and lists stand so. Nothing inside `solid`, a seal or a signature is looked at. Precondition:
/// rulings are erased from `page`. Laws: as image/grid.h; no span is wider than one cell; no grid
/// meets `solid`.
[[nodiscard]] std::vector<Grid> find_open_tables(const CleanPage& page,
                                                 const std::vector<Box>& solid);

/// All tables of a page on which rulings have drawn `ruled`, from the top down: with those without
/// rulings, and with the columns of print in place of what pieces of torn rulings draw among them.
/// Precondition: as find_open_tables().
[[nodiscard]] std::vector<Grid> with_open_tables(const CleanPage& page, std::vector<Grid> ruled);

}  // namespace codau::image
