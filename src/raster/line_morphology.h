// raster/line_morphology.h — runs of ink and of white along the rows or columns of a 1-bit picture.
#pragma once

#include <cstdint>

#include "raster/page_image.h"

namespace codau::image {

enum class LineDirection { kHorizontal, kVertical };

/// The ink that stands in runs of at least `length` pixels (> 0): an opening by a line.
[[nodiscard]] PixPtr open_by_line(const Pix* ink, LineDirection along, std::int32_t length);
/// The ink, and between two runs of it what white is shorter than `length` pixels (> 0): a closing
/// by a line.
[[nodiscard]] PixPtr close_by_line(const Pix* ink, LineDirection along, std::int32_t length);

}  // namespace codau::image
