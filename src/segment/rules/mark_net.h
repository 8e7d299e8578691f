// segment/rules/mark_net.h — the two small networks that say where a stamped MẬT stands. Their
// input is ink: 0 (paper) to 1 (black), 100 dpi, depth 1 (segment/rules/mark_finder.h). Their
// output is the logarithm of the odds that the middle of a stamped MẬT is at a place. Trained by
// tools/make_mark_finder.
#pragma once

#include <cstdint>

#include "nn/float_convolution.h"

namespace codau::image {

/// Looks at all of the left part of a page.
inline constexpr nn::FloatConvolution kFinderLayers[] = {
    {4, 2, 1, 8, true, false},   {3, 2, 8, 16, true, false}, {3, 2, 16, 32, true, false},
    {3, 1, 32, 32, true, false}, {3, 1, 32, 32, true, true}, {3, 1, 32, 32, true, false},
    {3, 1, 32, 32, true, true},  {1, 1, 32, 1, false, false}};
/// Looks again at the places that the finder found.
inline constexpr nn::FloatConvolution kJudgeLayers[] = {
    {4, 2, 1, 16, true, false},  {3, 2, 16, 32, true, false}, {3, 1, 32, 32, true, false},
    {3, 2, 32, 64, true, false}, {3, 1, 64, 64, true, false}, {3, 1, 64, 64, true, true},
    {3, 1, 64, 64, true, false}, {3, 1, 64, 64, true, true},  {3, 1, 64, 64, true, false},
    {3, 1, 64, 64, true, true},  {1, 1, 64, 1, false, false}};
inline constexpr std::int32_t kMarkStep = 8;  ///< pixels of the input for a place of the output

/// Returns the networks as trained. They live as long as the program.
[[nodiscard]] const nn::FloatNetwork& mark_finder();
[[nodiscard]] const nn::FloatNetwork& mark_judge();

}  // namespace codau::image
