// layout/whitespace_seam.h — white between two columns whose lines reach past each other.
#pragma once

#include <cstdint>
#include <vector>

#include "core/values.h"
#include "layout/integral_image.h"

namespace codau::image {

/// Where the middle of white `gap` dots wide stands in each row of `area` that it reaches from the
/// first row on, at most over all of them: in the widest white of the first `line` rows, from there
/// straight down while there is a way to the last row reached, else aside along white to the
/// nearest one. Empty where the first row has no such white.
[[nodiscard]] std::vector<std::int32_t> find_whitespace_seam(const IntegralImage& ink,
                                                             const Box& area, std::int32_t gap,
                                                             std::int32_t line);

}  // namespace codau::image
