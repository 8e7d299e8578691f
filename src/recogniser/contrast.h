// recogniser/contrast.h — grey values of a line → what the network is trained on.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace codau::recogniser {

/// Grey values spread so that the line's ink is about -127 and its paper about 127. `pixels` are
/// rows of `width`; ink and paper are judged by the row in the middle, which goes through print:
/// its lower quartile of local minima and upper quartile of local maxima.
[[nodiscard]] std::vector<std::int8_t> spread_contrast(std::span<const std::uint8_t> pixels,
                                                       std::size_t width);

}  // namespace codau::recogniser
