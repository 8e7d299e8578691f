#include <cstdint>
#include <iterator>
#include <span>
#include <vector>

#include "image/mark_net.h"

namespace codau::image {
namespace {
// clang-format off
#include "image/mark_weights.inc"
#include "image/mark_sure_weights.inc"
// clang-format on
static_assert(std::size(kMarkNumbers) == weights_of(kMarkLayers));
static_assert(std::size(kMarkSteps) == std::size(kMarkLayers));
static_assert(std::size(kSureNumbers) == weights_of(kSureLayers));
static_assert(std::size(kSureSteps) == std::size(kSureLayers));

std::vector<float> unfolded(std::span<const NetLayer> layers, std::span<const std::int16_t> numbers,
                            std::span<const float> steps) {
  std::vector<float> out;
  for (std::size_t k = 0; k < layers.size(); ++k) {
    for (std::size_t i = layers[k].weights(); i > 0; --i)
      out.push_back(static_cast<float>(numbers[out.size()]) * steps[k]);
  }
  return out;
}
}  // namespace

std::span<const float> mark_weights() {
  static const std::vector<float> kWeights = unfolded(kMarkLayers, kMarkNumbers, kMarkSteps);
  return kWeights;
}

std::span<const float> sure_weights() {
  static const std::vector<float> kWeights = unfolded(kSureLayers, kSureNumbers, kSureSteps);
  return kWeights;
}

}  // namespace codau::image
