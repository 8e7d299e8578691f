// segment/rules/streaks.h — lines that dirt before the sensor of a scanner draws down the whole
// scan. They run on beyond all print, through tables and letters alike.
#pragma once

#include <cstdint>
#include <vector>

#include "core/values.h"
#include "raster/page_image.h"
#include "raster/theil_sen_line.h"

namespace codau::image {

/// Rows [top, bottom) of a picture.
struct Rows {
  std::int32_t top = 0, bottom = 0;
  bool operator==(const Rows&) const = default;
};

/// Upright or nearly so, everywhere equally wide.
struct Streak {
  FittedLine left;         ///< its left edge: a column by row
  std::int32_t width = 0;  ///< with its uneven edges
  std::vector<Rows> rows;  ///< where it is there, from the top down
};

/// Around all of it, in pixels of its picture.
[[nodiscard]] Box box_of(const Streak& streak);

/// In no order. A ruling of a table is none: it ends inside the sheet.
[[nodiscard]] std::vector<Streak> find_streaks(const Pix* ink, std::int32_t dpi);

/// What is to be seen of a streak along its middle; no rows where there is nothing.
[[nodiscard]] Streak trace_streak(const FittedLine& middle, const Pix* ink, std::int32_t dpi);

}  // namespace codau::image
