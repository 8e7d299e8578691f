// image/dark_shapes.h — ink of any colour on a page as it came.
#pragma once

#include <vector>

#include "core/values.h"
#include "image/page_image.h"
#include "image/placement.h"

namespace codau::image {

/// Boxes of the connected components of what is darker than the paper around in one of its colours,
/// inside `place`, which is in pixels of the copy that `placement` leads to, as are they. Cut out
/// by a box of the page: near its edges skew brings in, or leaves out, some pixels.
[[nodiscard]] std::vector<Box> dark_shapes(const PageImage& page, const Placement& placement,
                                           const Box& place);

}  // namespace codau::image
