// page/negative.h — inverts negatives: pages with white print on black, such as films, and files
// whose polarity was lost.
#pragma once

#include "raster/page_image.h"

namespace codau::image {

/// Exchanges black and white if the page is a negative; returns true if so. In a negative, at least
/// 70 % of the area is dark, and most of the light pixels belong to strokes under 1/15 inch. So a
/// light sheet on a dark scanner bed, a photograph and a black page stay as they are.
bool invert_negative(PageImage& page);

}  // namespace codau::image
