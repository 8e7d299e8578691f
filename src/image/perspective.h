// image/perspective.h — photographs of a page, taken at a slant.
#pragma once

#include <cstdint>

#include "image/page_image.h"

namespace codau::image {

/// Lines of print at the head and at the foot, or the two sides of the column of print, converge as
/// on no scanner, or lines do not stand upright on the side. Precondition: the print runs across.
[[nodiscard]] bool is_slanted(const Pix* ink, std::int32_t dpi);

}  // namespace codau::image
