// image/layout.h — what stands where on a page, found before anything of it is read.
#pragma once

#include <optional>
#include <vector>

#include "core/values.h"
#include "image/arrival_stamp.h"
#include "image/clean.h"
#include "image/columns.h"
#include "image/grid.h"

namespace codau::image {

/// Regions of a clean copy, in its pixels.
struct Layout {
  Rulings rulings;
  std::optional<ArrivalStamp> stamp;  ///< a frame that may be one: what stands in it says
  std::vector<Grid> tables;           ///< ruled and open ones, from the top of the page down
  std::vector<Box> lone_marks;        ///< that may be page numbers: what they read as says
  Columns columns;                    ///< that may be header and closing: their wording says
  CleanPage print;  ///< the copy without rulings, and without stray marks in the cells of tables
};

/// `page` stays as it is. A frame within a ruled table of more than three rows is no stamp.
[[nodiscard]] Layout find_layout(const CleanPage& page);

/// A copy of a page without a stamp of arrival.
[[nodiscard]] CleanPage without(const ArrivalStamp& stamp, const CleanPage& page);

/// Whitens areas that were read, in grey and ink.
void wipe_read(CleanPage& page, const std::vector<Box>& areas);
/// A copy of a page with these areas white.
[[nodiscard]] CleanPage without(const std::vector<Box>& areas, const CleanPage& page);

}  // namespace codau::image
