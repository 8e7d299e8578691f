#include "nn/float_weights.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>

namespace codau::nn {
namespace {

std::string number_name(const char* name, std::size_t layer) {
  return name + std::to_string(layer + 1);
}

}  // namespace

std::vector<float> read_float_weights(const ModelFile& file,
                                      std::span<const FloatConvolution> layers) {
  const std::vector<float> steps = file.numbers<float>("steps", {layers.size()});
  std::vector<float> out;
  out.reserve(count_weights(layers));
  for (std::size_t i = 0; i < layers.size(); ++i) {
    const auto kernel = static_cast<std::size_t>(layers[i].kernel);
    const auto in = static_cast<std::size_t>(layers[i].in);
    const auto outputs = static_cast<std::size_t>(layers[i].out);
    const auto add = [&](const std::vector<std::int16_t>& numbers) {
      for (const std::int16_t number : numbers)
        out.push_back(static_cast<float>(number) * steps[i]);
    };
    add(file.numbers<std::int16_t>(number_name("weights.", i), {kernel, kernel, in, outputs}));
    add(file.numbers<std::int16_t>(number_name("biases.", i), {outputs}));
  }
  return out;
}

void add_float_weights(ModelFile& file, std::span<const FloatConvolution> layers,
                       std::span<const float> weights) {
  constexpr float kMaxNumber = 32767, kMinWeight = 1e-6F;
  std::vector<float> steps;
  for (const FloatConvolution& layer : layers) {
    float most = kMinWeight;
    for (const float weight : weights.first(layer.weights()))
      most = std::max(most, std::abs(weight));
    steps.push_back(most / kMaxNumber);
    std::vector<std::int16_t> numbers;
    for (const float weight : weights.first(layer.weights()))
      numbers.push_back(static_cast<std::int16_t>(std::lround(weight / most * kMaxNumber)));
    const auto kernel = static_cast<std::uint32_t>(layer.kernel);
    const auto in = static_cast<std::uint32_t>(layer.in);
    const auto outputs = static_cast<std::uint32_t>(layer.out);
    const auto biases = numbers.end() - static_cast<std::ptrdiff_t>(outputs);
    const std::size_t i = steps.size() - 1;
    file.add(number_name("weights.", i), {kernel, kernel, in, outputs},
             std::vector(numbers.begin(), biases));
    file.add(number_name("biases.", i), {outputs}, std::vector(biases, numbers.end()));
    weights = weights.subspan(layer.weights());
  }
  file.add("steps", {static_cast<std::uint32_t>(steps.size())}, steps);
}

}  // namespace codau::nn
