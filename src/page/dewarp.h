// page/dewarp.h — draws a bent page flat.
#pragma once

#include <cstdint>

#include "page/dewarping.h"
#include "raster/page_image.h"

namespace codau::image {

/// Returns `grey` (8 bits) dewarped, in the same size. `how`: the result of estimate_dewarping().
/// Areas from outside the picture get the grey value `paper`. Throws Error{Cause::kOutOfMemory}.
[[nodiscard]] PixPtr dewarp(const Pix* grey, const Dewarping& how, std::int32_t paper);

}  // namespace codau::image
