// layout/layout.h — what stands where on a page, found before it is read.
#pragma once

#include <optional>
#include <vector>

#include "core/values.h"
#include "layout/columns.h"
#include "layout/grid.h"
#include "page/sheet.h"
#include "raster/regions.h"
#include "segment/rules/arrival_stamp.h"

namespace codau::image {

/// A frame that may be the stamp of arrival: what stands in it says. One within a ruled table of
/// more than three rows is none.
[[nodiscard]] std::optional<ArrivalStamp> find_stamp(const CleanPage& page);

/// Regions of a clean copy, in its pixels.
struct Layout {
  Rulings rulings;
  std::vector<Grid> tables;     ///< ruled and open ones, from the top of the page down
  std::vector<Box> lone_marks;  ///< that may be page numbers: what they read as says
  Columns columns;              ///< that may be header and closing: their wording says
  CleanPage print;  ///< the copy without rulings, and without stray marks in the cells of tables
};

/// `page` stays as it is. Precondition: a stamp of arrival is taken out.
[[nodiscard]] Layout analyse(const CleanPage& page);

/// All regions by kind, with what was taken out of the page before.
[[nodiscard]] Regions regions_of(const Layout& layout);

/// A copy of a page without a stamp of arrival.
[[nodiscard]] CleanPage without(const ArrivalStamp& stamp, const CleanPage& page);

/// A copy of a page with these areas white, in grey and ink.
[[nodiscard]] CleanPage without(const std::vector<Box>& areas, const CleanPage& page);

}  // namespace codau::image
