// recogniser/contrast.h — contrast normalisation of a text line, as in the training of the network.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace codau::recogniser {

/// Returns the grey values of a line image, spread so that ink is about -127 and paper about 127.
/// Values beyond the levels of ink and paper are cut to -127 and 127. The argument `pixels` has the
/// rows from the top, each with `width` values, from 0 (black) to 255 (white). The result has the
/// same order. Returns nothing if `width` is 0. Precondition: `pixels` has at least one row.
///
/// The levels of ink and paper come from the middle row of the image, which crosses the print. The
/// level of ink is the lower quartile of the local minima of this row. The level of paper is the
/// upper quartile of its local maxima. Without any minima, ink is 1; without any maxima, paper is
/// 256.
[[nodiscard]] std::vector<std::int8_t> normalise_contrast(std::span<const std::uint8_t> pixels,
                                                          std::size_t width);

}  // namespace codau::recogniser
