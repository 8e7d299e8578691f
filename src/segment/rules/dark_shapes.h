// segment/rules/dark_shapes.h — connected components of ink of any colour on the original page.
#pragma once

#include <vector>

#include "core/values.h"
#include "raster/page_image.h"
#include "raster/page_transform.h"

namespace codau::image {

/// Returns the boxes of connected components inside `place` that are darker than the paper there in
/// at least one colour channel. `place` and the boxes are in pixels of the copy that `transform`
/// maps to. The area is cut out of the original page, so a skewed page loses or gains a few pixels
/// at its edges.
[[nodiscard]] std::vector<Box> find_dark_components(const PageImage& page,
                                                    const PageTransform& transform,
                                                    const Box& place);

}  // namespace codau::image
