// raster/downscale.h — a picture made small and grey, for a page that is read a second time.
#pragma once

#include "raster/page_image.h"

namespace codau::image {

inline constexpr double kMaxDownscaledDpi = 200;      ///< at most
inline constexpr double kMaxDownscaledPixels = 20e6;  ///< an A3 sheet has 7.7 million at 200 dpi

/// `image` in 8 bits of grey, at most 200 dpi and 20 million pixels, never enlarged.
[[nodiscard]] PageImage downscale_to_grey(PageImage image);

}  // namespace codau::image
