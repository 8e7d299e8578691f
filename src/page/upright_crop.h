// page/upright_crop.h — cuts a part out of the original page, with its coloured ink.
#pragma once

#include "core/values.h"
#include "raster/page_image.h"
#include "raster/page_transform.h"

namespace codau::image {

/// Returns the part of the page image at `place`, in grey (8 bits), in the resolution of the page
/// image. Argument `place` is in pixels of the clean copy that `transform` maps to. The part is
/// rotated as the copy is; a skew under half a degree stays. Returns null if `place` lies outside
/// the page. Throws Error{Cause::kOutOfMemory}.
[[nodiscard]] PixPtr crop_upright(const PageImage& page, const PageTransform& transform,
                                  const Box& place);

}  // namespace codau::image
