// recogniser/contrast.h — contrast normalisation of a text line, as in the training of the network.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace codau::recogniser {

/// Returns the grey values spread to about -127 for ink and about 127 for paper.
/// Each row of `pixels` has `width` values. The middle row, which crosses print, determines both
/// levels. Ink is the lower quartile of its local minima, paper the upper quartile of its local
/// maxima.
[[nodiscard]] std::vector<std::int8_t> normalise_contrast(std::span<const std::uint8_t> pixels,
                                                          std::size_t width);

}  // namespace codau::recogniser
