// page/upright_crop.h — cuts a part out of the original page, with its coloured ink.
#pragma once

#include "core/values.h"
#include "raster/page_image.h"
#include "raster/page_transform.h"

namespace codau::image {

/// Returns the part of the page under `place` in grey (8 bits), rotated as the copy is, in the
/// resolution of the page. `place`: in pixels of the copy that `transform` maps to. Skew under half
/// a degree stays. Null if `place` lies outside the page.
[[nodiscard]] PixPtr crop_upright(const PageImage& page, const PageTransform& transform,
                                  const Box& place);

}  // namespace codau::image
