// raster/downscale.h — makes a page image small and grey, for a second, simpler recognition.
#pragma once

#include "raster/page_image.h"

namespace codau::image {

/// The maximum resolution and the maximum number of pixels of a result.
inline constexpr double kMaxDownscaledDpi = 200;
inline constexpr double kMaxDownscaledPixels = 20e6;  ///< an A3 sheet has 7.7 million at 200 dpi

/// Returns `image` in 8 bits grey. If its dpi exceeds kMaxDownscaledDpi, or its number of pixels
/// kMaxDownscaledPixels, it is scaled down to both limits. Then width, height and dpi change, too.
/// Precondition: image.pix is not null, image.dpi > 0. Throws Error{Cause::kOutOfMemory}.
[[nodiscard]] PageImage downscale_to_grey(PageImage image);

}  // namespace codau::image
