// segment/page_map_picture.h — draws the map of a page for people (`codau run --debug-pages`).
#pragma once

#include "raster/page_image.h"
#include "segment/page_map.h"

namespace codau::image {

/// Returns a picture of the classes of a page, at most 388 × 776 pixels, with a legend below. Where
/// several classes hold, the rarer one is drawn. Throws Error{Cause::kOutOfMemory}.
[[nodiscard]] PixPtr draw_page_map(const PageMap& map);

}  // namespace codau::image
