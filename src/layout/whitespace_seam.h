// layout/whitespace_seam.h — finds the white path (seam) between two columns whose lines reach past
// each other, so that no straight line divides them.
#pragma once

#include <cstdint>
#include <vector>

#include "core/values.h"
#include "layout/integral_image.h"

namespace codau::image {

/// Returns the column of the middle of the seam, in dots (IntegralImage), for each row of `area`
/// from the first on. The seam is `gap` dots wide, and goes as far down as it can. It begins in the
/// widest white of the first `line` rows. It goes straight down if that leads to the last row it
/// can reach, otherwise sideways along white to the nearest way down. Returns nothing if the first
/// rows have no such white.
[[nodiscard]] std::vector<std::int32_t> find_whitespace_seam(const IntegralImage& ink,
                                                             const Box& area, std::int32_t gap,
                                                             std::int32_t line);

}  // namespace codau::image
