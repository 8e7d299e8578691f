#include <cstdint>
#include <iterator>
#include <span>
#include <vector>

#include "segment/rules/mark_net.h"

namespace codau::image {
namespace {
// clang-format off
namespace finder {
#include "segment/rules/mark_finder.inc"
}
namespace judge {
#include "segment/rules/mark_judge.inc"
}
// clang-format on
static_assert(std::size(finder::kNumbers) == nn::count_weights(kFinderLayers));
static_assert(std::size(finder::kSteps) == std::size(kFinderLayers));
static_assert(std::size(judge::kNumbers) == nn::count_weights(kJudgeLayers));
static_assert(std::size(judge::kSteps) == std::size(kJudgeLayers));

/// A step a layer.
std::vector<float> weights_of(std::span<const nn::FloatConvolution> layers,
                              std::span<const std::int16_t> numbers, std::span<const float> steps) {
  std::vector<float> out;
  out.reserve(numbers.size());
  for (std::size_t k = 0; k < layers.size(); ++k) {
    for (std::size_t i = layers[k].weights(); i > 0; --i)
      out.push_back(static_cast<float>(numbers[out.size()]) * steps[k]);
  }
  return out;
}
}  // namespace

const nn::FloatNetwork& mark_finder() {
  static const std::vector<float> kWeights =
      weights_of(kFinderLayers, finder::kNumbers, finder::kSteps);
  static const nn::FloatNetwork kNetwork{kFinderLayers, kWeights};
  return kNetwork;
}

const nn::FloatNetwork& mark_judge() {
  static const std::vector<float> kWeights =
      weights_of(kJudgeLayers, judge::kNumbers, judge::kSteps);
  static const nn::FloatNetwork kNetwork{kJudgeLayers, kWeights};
  return kNetwork;
}

}  // namespace codau::image
