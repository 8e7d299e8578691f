// segment/rules/rulings.h — finds rulings: the printed lines of tables and frames.
#pragma once

#include <cstdint>
#include <vector>

#include "core/values.h"
#include "page/clean_page.h"
#include "raster/page_image.h"

namespace codau::image {

/// The rulings of a page: level ones (across) and vertical ones (down), as boxes in pixels of the
/// clean copy.
struct Rulings {
  std::vector<Box> across, down;
  PixPtr mask;  ///< 1 bit, of the size of the copy: only the rulings
};

/// Returns the straight runs of ink of at least 4.6 x-heights across, or 2.5 x-heights down. Gaps
/// of up to 0.1 inch inside a ruling are closed. Throws Error{Cause::kOutOfMemory}.
[[nodiscard]] Rulings find_rulings(const CleanPage& page);

/// Returns the greatest distance in pixels at which two rulings meet.
[[nodiscard]] std::int32_t meeting_distance(const CleanPage& page);

/// Erases the rulings from all pictures of the page (grey, ink, faint_ink).
void erase_rulings(const Rulings& rulings, CleanPage& page);

}  // namespace codau::image
