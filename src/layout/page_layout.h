// layout/page_layout.h — the layout analysis: finds the parts of a page before it is read.
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

/// Returns a frame that may be an arrival stamp; the words inside decide. A frame inside a ruled
/// table of more than three rows does not count.
[[nodiscard]] std::optional<ArrivalStamp> detect_arrival_stamp(const CleanPage& page);

/// The parts of a clean copy, in its pixels.
struct PageLayout {
  Rulings rulings;
  /// tables with and without rulings, from the top of the page down
  std::vector<CellGrid> tables;
  std::vector<Box> page_number_candidates;  ///< boxes that may be page numbers; their text decides
  PageColumns columns;  ///< columns that may be header and closing; their words decide
  /// The copy without rulings, and without stray marks in the cells of tables.
  CleanPage print_only;
};

/// Returns the parts of `page`, which stays unchanged. Precondition: an arrival stamp was erased
/// from it (copy_without_stamp()). Throws Error{Cause::kOutOfMemory}.
[[nodiscard]] PageLayout analyse_layout(const CleanPage& page);

/// Returns all parts with their kinds, and the regions that were erased from the page before.
[[nodiscard]] Regions list_regions(const PageLayout& layout);

/// Returns a copy of the page without an arrival stamp. Throws Error{Cause::kOutOfMemory}.
[[nodiscard]] CleanPage copy_without_stamp(const ArrivalStamp& stamp, const CleanPage& page);

/// Fills these areas of all pictures of the page with white.
void clear_areas(const std::vector<Box>& areas, CleanPage& page);

}  // namespace codau::image
