// segment/rules/dark_shapes.h — finds ink of any colour on the original page image.
#pragma once

#include <vector>

#include "core/values.h"
#include "raster/page_image.h"
#include "raster/page_transform.h"

namespace codau::image {

/// Returns the boxes of the connected components at `place` whose pixels are darker than the paper
/// there in at least one colour channel. Both `place` and the boxes are in pixels of the clean copy
/// that `transform` maps to. If the page is skewed, some pixels at the edges of `place` are lost or
/// added. Throws Error{Cause::kOutOfMemory}.
[[nodiscard]] std::vector<Box> find_dark_components(const PageImage& page,
                                                    const PageTransform& transform,
                                                    const Box& place);

}  // namespace codau::image
