// segment/rules/rulings.h — ruling lines of tables and frames.
#pragma once

#include <cstdint>
#include <vector>

#include "core/values.h"
#include "page/clean_page.h"
#include "raster/page_image.h"

namespace codau::image {

/// Straight lines across and down, as boxes in pixels of the clean copy.
struct Rulings {
  std::vector<Box> across, down;
  PixPtr mask;  ///< 1 bit, the lines alone, in the size of the copy
};

/// Runs at least 2.5 x-heights down and 4.6 across, gaps up to 0.1 inch closed.
[[nodiscard]] Rulings find_rulings(const CleanPage& page);

/// Distance in pixels within which two rulings meet.
[[nodiscard]] std::int32_t meeting_distance(const CleanPage& page);

/// Takes the lines out of grey, ink and faint.
void erase_rulings(const Rulings& rulings, CleanPage& page);

}  // namespace codau::image
