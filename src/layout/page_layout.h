// layout/page_layout.h — what stands where on a page, found before it is read.
#pragma once

#include <optional>
#include <vector>

#include "core/values.h"
#include "layout/cell_grid.h"
#include "layout/page_columns.h"
#include "page/clean_page.h"
#include "raster/regions.h"
#include "segment/rules/arrival_stamp.h"

namespace codau::image {

/// A frame that may be the stamp of arrival: what stands in it says. One within a ruled table of
/// more than three rows is none.
[[nodiscard]] std::optional<ArrivalStamp> detect_arrival_stamp(const CleanPage& page);

/// Regions of a clean copy, in its pixels.
struct PageLayout {
  Rulings rulings;
  std::vector<CellGrid> tables;             ///< ruled and open ones, from the top of the page down
  std::vector<Box> page_number_candidates;  ///< that may be page numbers: what they read as says
  PageColumns columns;                      ///< that may be header and closing: their wording says
  /// The copy without rulings, and without stray marks in the cells of tables.
  CleanPage print_only;
};

/// `page` stays as it is. Precondition: a stamp of arrival is taken out.
[[nodiscard]] PageLayout analyse_layout(const CleanPage& page);

/// All regions by kind, with what was taken out of the page before.
[[nodiscard]] Regions list_regions(const PageLayout& layout);

/// A copy of a page without a stamp of arrival.
[[nodiscard]] CleanPage copy_without_stamp(const ArrivalStamp& stamp, const CleanPage& page);

/// Makes these areas of a page white, in grey and ink.
void clear_areas(const std::vector<Box>& areas, CleanPage& page);

}  // namespace codau::image
