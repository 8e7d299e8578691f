// page/negative.h — white print on black: films, and files whose polarity was lost on the way.
#pragma once

#include "raster/page_image.h"

namespace codau::image {

/// Ink and paper change places where thin light strokes lie on a dark ground; true if they did. A
/// light sheet on a dark bed, a photograph and a black page stay as they are.
bool invert_negative(PageImage& page);

}  // namespace codau::image
