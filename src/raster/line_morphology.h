// raster/line_morphology.h — morphological opening and closing of a 1-bit picture by a line of
// `length` pixels. `length` is above 0. Both functions throw Error{Cause::kOutOfMemory}.
#pragma once

#include <cstdint>

#include "raster/page_image.h"

namespace codau::image {

/// The direction of the line: along a row, or along a column.
enum class LineDirection { kHorizontal, kVertical };

/// Returns the opening: keeps an ink pixel if it is in a run of at least `length` ink pixels in
/// this direction.
[[nodiscard]] PixPtr open_by_line(const Pix* ink, LineDirection along, std::int32_t length);
/// Returns the closing: keeps all ink, and fills each gap between two ink pixels that is shorter
/// than `length` pixels in this direction.
[[nodiscard]] PixPtr close_by_line(const Pix* ink, LineDirection along, std::int32_t length);

}  // namespace codau::image
