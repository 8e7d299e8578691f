// nn/float_convolution.h — small convolutional networks in floating point. All sums run in a fixed
// order, so the results are the same bits on every processor.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace codau::nn {

/// A feature map: `depth` numbers (channels) at each place (x, y).
struct FloatMap {
  std::int32_t width = 0, height = 0, depth = 0;
  std::vector<float> values;  ///< row by row, place by place, channel by channel
  /// Returns the index in `values` of the first channel of a place. The functions at() return its
  /// address.
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

/// The shape of a layer: a convolution with a kernel of `kernel` × `kernel` places. Beyond the
/// border, the input is zero. Precondition: if `out` is 1, `kernel` is 1, and both flags are false.
struct FloatConvolution {
  std::int32_t kernel, stride;
  std::int32_t in, out;  ///< channels of input and output; `out` is 1 or a multiple of 8
  bool rectified;        ///< negative sums become zero (ReLU)
  bool added;            ///< a residual connection: then the input of the layer before is added.
  /// Returns the distance in places from the upper left corner of the kernel to its centre. For the
  /// output (x, y), the centre is at x times `stride` and y times `stride`.
  [[nodiscard]] constexpr std::int32_t reach() const { return (kernel - stride + 1) / 2; }
  /// Returns the number of weights, with one bias for each output. They are sorted by row of the
  /// kernel, then column, then input, then output. The biases follow.
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

/// Returns the output of a layer. Its width and height are those of `in`, divided by the stride and
/// rounded up. Arguments:
/// 1. `weights`: layer.weights() numbers.
/// 2. `residual`: the input of the layer before, of the size of the output. Read only if
///    layer.added is true; otherwise it may be null.
[[nodiscard]] FloatMap convolve(const FloatConvolution& layer, std::span<const float> weights,
                                const FloatMap& in, const FloatMap* residual);

/// A network: its layers in order, and the weights of all of them, layer by layer.
struct FloatNetwork {
  std::span<const FloatConvolution> layers;
  std::span<const float> weights;  ///< count_weights(layers) numbers
};
/// Returns the output of the last layer. Precondition: `input` has the channels of the first layer.
[[nodiscard]] FloatMap run_network(const FloatNetwork& network, const FloatMap& input);

}  // namespace codau::nn
