// image/edges.h — what a scanner adds to a page.
#pragma once

#include <cstdint>

#include "image/page_image.h"

namespace codau::image {

/// Takes out of both pictures the lines a dirty scanner glass draws: narrow, straight down the
/// whole sheet.
void drop_scanner_lines(Pix* ink, Pix* grey, std::int32_t dpi);

}  // namespace codau::image
