// raster/regions.h — the regions of a page, by kind.
#pragma once

#include <cstdint>
#include <vector>

#include "core/values.h"

namespace codau::image {

enum class RegionKind : std::uint8_t {
  kStreak,        ///< of a scanner, taken out
  kSeal,          ///< a black one, taken out
  kArrivalStamp,  ///< of arrival, taken out
  kRuling,        ///< a line of a table or a frame
  kTable,         ///< ruled or open
  kPageNumber,    ///< small print that may be one
  kHeader,        ///< two columns that may be one
  kClosing,       ///< two columns that may be one
};

struct Region {
  RegionKind kind = RegionKind::kRuling;
  Box box;
};
using Regions = std::vector<Region>;

/// One on the page as it came.
struct PageRegion {
  RegionKind kind = RegionKind::kRuling;
  PageBox box;
};

}  // namespace codau::image
