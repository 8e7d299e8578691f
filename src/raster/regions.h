// raster/regions.h — regions of a page that cleaning or layout analysis found, by kind.
#pragma once

#include <cstdint>
#include <vector>

#include "core/values.h"

namespace codau::image {

/// The kind of a region.
enum class RegionKind : std::uint8_t {
  kStreak,        ///< a vertical streak of the scanner, erased
  kSeal,          ///< a black seal, erased
  kArrivalStamp,  ///< the stamp of an office that received the document, erased
  kRuling,        ///< a drawn line of a table or a frame
  kTable,         ///< a table with or without rulings
  kPageNumber,    ///< small print that may be a page number
  kHeader,        ///< one of two columns that may be the header of the document
  kClosing,       ///< one of two columns that may be its closing (recipients, signature)
};

/// A region of the working copy of a page.
struct Region {
  RegionKind kind = RegionKind::kRuling;
  Box box;
};
using Regions = std::vector<Region>;

/// A region of the original page image.
struct PageRegion {
  RegionKind kind = RegionKind::kRuling;
  PageBox box;
};

}  // namespace codau::image
