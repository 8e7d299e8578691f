#include <cstdint>
#include <iterator>
#include <span>
#include <vector>

#include "image/mark_net.h"

namespace codau::image {
namespace {
// clang-format off
#include "image/mark_weights.inc"
// clang-format on
static_assert(std::size(kMarkNumbers) == mark_weight_count());
static_assert(std::size(kMarkSteps) == std::size(kMarkLayers));
}  // namespace

std::span<const float> mark_weights() {
  static const std::vector<float> kWeights = [] {
    std::vector<float> out;
    for (std::size_t k = 0; k < std::size(kMarkLayers); ++k) {
      for (std::size_t i = kMarkLayers[k].weights(); i > 0; --i)
        out.push_back(static_cast<float>(kMarkNumbers[out.size()]) * kMarkSteps[k]);
    }
    return out;
  }();
  return kWeights;
}

}  // namespace codau::image
