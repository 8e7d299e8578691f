// raster/downscale.h — makes a page image small and grey, for a second, simpler recognition.
#pragma once

#include "raster/page_image.h"

namespace codau::image {

inline constexpr double kMaxDownscaledDpi = 200;
inline constexpr double kMaxDownscaledPixels = 20e6;  ///< an A3 sheet has 7.7 million at 200 dpi

/// Returns `image` in 8 bits grey, scaled down to kMaxDownscaledDpi and kMaxDownscaledPixels if it
/// exceeds them; width, height and dpi follow. Precondition: image.pix is not null, image.dpi > 0.
/// Throws Error{Cause::kOutOfMemory}.
[[nodiscard]] PageImage downscale_to_grey(PageImage image);

}  // namespace codau::image
