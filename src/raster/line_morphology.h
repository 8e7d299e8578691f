// raster/line_morphology.h — morphological opening and closing of a 1-bit picture by a line, along
// rows or columns.
#pragma once

#include <cstdint>

#include "raster/page_image.h"

namespace codau::image {

/// The direction of the line: along rows, or along columns.
enum class LineDirection { kHorizontal, kVertical };

/// Returns the opening by a line: the ink in runs of at least `length` pixels. Precondition:
/// `length` > 0.
[[nodiscard]] PixPtr open_by_line(const Pix* ink, LineDirection along, std::int32_t length);
/// Returns the closing by a line: the ink, and all gaps between ink of less than `length` pixels
/// filled with ink. Precondition: `length` > 0.
[[nodiscard]] PixPtr close_by_line(const Pix* ink, LineDirection along, std::int32_t length);

}  // namespace codau::image
