// layout/row_boundaries.h — finds the rows of a table without rulings by the white between them.
#pragma once

#include <cstdint>
#include <vector>

#include "core/values.h"

namespace codau::image {

/// Returns the rows of pixels at which one row of the table ends and the next begins, from the top
/// down. A boundary is white across the whole table. In every column, it is higher than the white
/// between two lines of a cell. Returns nothing if lines and rows are equally far apart; then only
/// ordinals tell rows.
/// Argument `letters` has the boxes of the letters of the table. Argument `columns` has the left
/// edges of its columns, and the right edge of the last.
[[nodiscard]] std::vector<std::int32_t> find_row_boundaries(
    std::vector<Box> letters, const std::vector<std::int32_t>& columns, double x_height);

}  // namespace codau::image
