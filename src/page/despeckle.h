// page/despeckle.h — erases specks: dirt that is neither a full stop nor a dot of a letter.
#pragma once

#include <cstdint>

#include "raster/page_image.h"

namespace codau::image {

/// Erases specks in `ink` (1 bit) and at the same places in `grey` (8 bits, of the same size). Size
/// alone does not tell a speck from a full stop or a dot, but these stand close to print. So a
/// connected component of ink is a speck if:
/// 1. both sides have at most dpi / 150 pixels, and `dpi` is 200 or more;
/// 2. both sides have at most dpi / 60 pixels, and no other ink is within dpi / 30 pixels;
/// 3. both sides have at most dpi / 36 pixels, and no other ink is within dpi / 12 pixels;
/// 4. it belongs to a cloud of dirt: on a page with many specks, other specks are no print. Such a
///    page often shows the print of its back.
/// Dots of dotted lines stay.
void despeckle(Pix* ink, Pix* grey, std::int32_t dpi);

}  // namespace codau::image
