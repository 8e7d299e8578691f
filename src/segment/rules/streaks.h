// segment/rules/streaks.h — finds scanner streaks: vertical lines over the whole scan, drawn by
// dirt on the sensor. They go beyond all print, and cross tables and letters alike.
#pragma once

#include <cstdint>
#include <vector>

#include "core/values.h"
#include "raster/page_image.h"
#include "raster/theil_sen_line.h"

namespace codau::image {

/// The rows [top, bottom) of a picture.
struct Rows {
  std::int32_t top = 0, bottom = 0;
  bool operator==(const Rows&) const = default;
};

/// A streak: vertical or nearly so, and everywhere equally wide. Lengths are in pixels.
struct Streak {
  FittedLine left;         ///< its left edge: the column at each row
  std::int32_t width = 0;  ///< its width, including its uneven edges
  std::vector<Rows> rows;  ///< the rows in which it is visible, from the top down
};

/// Returns the smallest box around the streak.
[[nodiscard]] Box box_of(const Streak& streak);

/// Returns the streaks of a page in any order. A ruling of a table is no streak, because it ends
/// inside the sheet. `ink`: 1 bit. Throws Error{Cause::kOutOfMemory}.
[[nodiscard]] std::vector<Streak> find_streaks(const Pix* ink, std::int32_t dpi);

/// Returns the visible parts of a streak whose centre line is `middle`. The result has no rows if
/// nothing is visible.
[[nodiscard]] Streak trace_streak(const FittedLine& middle, const Pix* ink, std::int32_t dpi);

}  // namespace codau::image
