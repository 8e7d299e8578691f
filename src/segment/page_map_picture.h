// segment/page_map_picture.h — draws the map of a page for people (`codau run --debug-pages`).
#pragma once

#include <cstdint>

#include "raster/page_image.h"
#include "segment/page_map.h"
#include "segment/page_network.h"
#include "views/step_pictures.h"

namespace codau::image {

/// Returns a picture of the classes of a page, at most 388 × 776 pixels, with a legend below. If a
/// pixel has several classes, the one that is rarer on the page is drawn. Throws
/// Error{Cause::kOutOfMemory}.
[[nodiscard]] PixPtr draw_page_map(const PageMap& map);

/// Computes the map of a page and adds its picture to `pictures`. First turns the page clockwise by
/// `degrees`: 0, 90, 180 or 270. Throws Error{Cause::kOutOfMemory}.
void add_page_map(const PageNetwork& network, const PageImage& page, std::int32_t degrees,
                  StepPictures& pictures);

}  // namespace codau::image
