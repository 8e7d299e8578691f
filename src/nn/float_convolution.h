// nn/float_convolution.h — convolutions of feature maps in floating point. All sums run in a fixed
// order, so the results are the same bits on every processor.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace codau::nn {

/// A feature map: `depth` numbers at each place of a picture, place by place along the rows.
struct FloatMap {
  std::int32_t width = 0, height = 0, depth = 0;
  std::vector<float> values;
  /// Returns the index of the first number of a place.
  [[nodiscard]] std::ptrdiff_t offset(std::int32_t x, std::int32_t y) const {
    return (std::ptrdiff_t{y} * width + x) * depth;
  }
  [[nodiscard]] const float* at(std::int32_t x, std::int32_t y) const {
    return values.data() + offset(x, y);
  }
  [[nodiscard]] float* at(std::int32_t x, std::int32_t y) { return values.data() + offset(x, y); }
};
/// Returns a map of zeros.
[[nodiscard]] FloatMap make_float_map(std::int32_t width, std::int32_t height, std::int32_t depth);

/// The shape of a layer: a convolution of `kernel` × `kernel` places, with zeros beyond the border.
/// A layer with one output has a kernel of one place and no flags.
struct FloatConvolution {
  std::int32_t kernel, stride;
  std::int32_t in, out;  ///< numbers of a place; `out` is 1 or a multiple of 8
  bool rectified;        ///< negative results become zero
  bool added;            ///< a residual connection: adds the input of the layer before
  /// Returns the distance from the kernel's upper left corner to its result, in places.
  [[nodiscard]] constexpr std::int32_t reach() const { return (kernel - stride + 1) / 2; }
  /// Returns the number of weights. They are sorted by row and column of the kernel, then by input,
  /// then by output. A bias for each output follows.
  [[nodiscard]] constexpr std::size_t weights() const {
    return static_cast<std::size_t>((kernel * kernel * in + 1) * out);
  }
};
/// Returns the number of weights of all layers.
[[nodiscard]] constexpr std::size_t count_weights(std::span<const FloatConvolution> layers) {
  std::size_t count = 0;
  for (const FloatConvolution& layer : layers) count += layer.weights();
  return count;
}

/// Returns the output of a layer. A side has size / stride places, rounded up. The argument
/// `residual` is the input of the layer before; it is read only if layer.added is set.
[[nodiscard]] FloatMap convolve(const FloatConvolution& layer, std::span<const float> weights,
                                const FloatMap& in, const FloatMap* residual);

/// Layers in their order, with the weights of all of them.
struct FloatNetwork {
  std::span<const FloatConvolution> layers;
  std::span<const float> weights;  ///< count_weights(layers)
};
/// Returns the output of the last layer.
[[nodiscard]] FloatMap run_network(const FloatNetwork& network, const FloatMap& input);

}  // namespace codau::nn
