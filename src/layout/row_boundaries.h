// layout/row_boundaries.h — rows of a table without ruling lines, by the white between them.
#pragma once

#include <cstdint>
#include <vector>

#include "core/values.h"

namespace codau::image {

/// Rows of pixels in which one row of the table ends and the next begins, from the top down: white
/// all across, and wider in every column than the white between lines of one cell. None where the
/// print does not tell, as with lines as far apart as rows: there each ordinal begins a row.
/// `letters`: of the table; `columns`: their edges, from the left, one more than there are columns.
[[nodiscard]] std::vector<std::int32_t> find_row_boundaries(
    std::vector<Box> letters, const std::vector<std::int32_t>& columns, double x_height);

}  // namespace codau::image
