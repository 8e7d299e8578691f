// page/dewarp.h — pages drawn flat.
#pragma once

#include <cstdint>

#include "page/dewarping.h"
#include "raster/page_image.h"

namespace codau::image {

/// An 8-bit picture, as large, flat; `paper` where it shows what is beyond its edges.
[[nodiscard]] PixPtr dewarp(const Pix* grey, const Dewarping& how, std::int32_t paper);

}  // namespace codau::image
