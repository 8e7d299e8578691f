#include "nn/float_convolution.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

#include "core/target_clones.h"

namespace codau::nn {
namespace {

/// Numbers that one instruction handles: sixteen with AVX-512, eight with AVX.
template <std::int32_t Lanes>
struct VectorOf;
template <>
struct VectorOf<16> {
  using Type = float __attribute__((vector_size(64), aligned(4), may_alias));
};
template <>
struct VectorOf<8> {
  using Type = float __attribute__((vector_size(32), aligned(4), may_alias));
};
/// Neighbours that are summed together. Six sums hide the time of an addition, and twice six still
/// fit into the registers of AVX.
constexpr std::int32_t kPlaces = 6;

struct Range {
  std::int32_t begin, end;  ///< of the kernel, inside the picture
};
Range clip_kernel(std::int32_t first, std::int32_t kernel, std::int32_t size) {
  return {std::max(0, -first), std::min(kernel, size - first)};
}

/// The part of the kernel inside the picture, and where its input is. Distances are in numbers.
struct KernelPart {
  Range rows, columns;
  const float* values;  ///< of the input
  std::ptrdiff_t from;  ///< index of the input under the corner of the kernel of the first place
  std::ptrdiff_t row, column, place;  ///< distances of neighbours
};

/// Computes `Lanes` outputs of `Count` neighbouring places. The sums stay in registers.
template <std::int32_t Lanes, int Count>
inline __attribute__((always_inline)) void sum_places(const FloatConvolution& layer,
                                                      const KernelPart& part, const float* weights,
                                                      const float* offsets, const float* added,
                                                      float* to) {
  using Vector = typename VectorOf<Lanes>::Type;
  static_assert(sizeof(Vector) == Lanes * sizeof(float));
  Vector sums[std::size_t{Count}];
#pragma GCC unroll 6
  for (int p = 0; p < Count; ++p) sums[p] = *reinterpret_cast<const Vector*>(offsets);
  for (std::int32_t r = part.rows.begin; r < part.rows.end; ++r) {
    for (std::int32_t c = part.columns.begin; c < part.columns.end; ++c) {
      const float* in = part.values + (part.from + r * part.row + c * part.column);
      const float* by = weights + std::ptrdiff_t{r * layer.kernel + c} * layer.in * layer.out;
      for (std::int32_t i = 0; i < layer.in; ++i, by += layer.out) {
        const Vector weight = *reinterpret_cast<const Vector*>(by);
#pragma GCC unroll 6
        for (int p = 0; p < Count; ++p) sums[p] += in[p * part.place + i] * weight;
      }
    }
  }
#pragma GCC unroll 6
  for (int p = 0; p < Count; ++p) {
    Vector sum = sums[p];
    if (layer.rectified) sum = sum > 0 ? sum : Vector{};
    const std::ptrdiff_t at = std::ptrdiff_t{p} * layer.out;
    if (added != nullptr) sum += *reinterpret_cast<const Vector*>(added + at);
    *reinterpret_cast<Vector*>(to + at) = sum;
  }
}

/// Computes `Lanes` outputs of each place, from output `first` on.
template <std::int32_t Lanes>
inline __attribute__((always_inline)) void sweep(const FloatConvolution& layer,
                                                 const float* weights, const FloatMap& in,
                                                 const FloatMap* added, FloatMap& out,
                                                 std::int32_t first) {
  const std::int32_t reach = layer.reach();
  const float* offsets = weights + static_cast<std::ptrdiff_t>(layer.weights()) - layer.out + first;
  for (std::int32_t y = 0; y < out.height; ++y) {
    const std::int32_t top = y * layer.stride - reach;
    const std::ptrdiff_t row = std::ptrdiff_t{in.width} * in.depth;
    KernelPart part{.rows = clip_kernel(top, layer.kernel, in.height),
                    .columns = {},
                    .values = in.values.data(),
                    .from = 0,
                    .row = row,
                    .column = in.depth,
                    .place = std::ptrdiff_t{layer.stride} * in.depth};
    for (std::int32_t x = 0; x < out.width;) {
      const std::int32_t left = x * layer.stride - reach;
      part.columns = clip_kernel(left, layer.kernel, in.width);
      part.from = top * row + std::ptrdiff_t{left} * in.depth;
      const std::ptrdiff_t to = out.offset(x, y) + first;
      const float* more = added == nullptr ? nullptr : added->values.data() + to;
      const std::int32_t last = left + (kPlaces - 1) * layer.stride + layer.kernel;
      if (left >= 0 && last <= in.width && x + kPlaces <= out.width) {
        sum_places<Lanes, kPlaces>(layer, part, weights + first, offsets, more,
                                   out.values.data() + to);
        x += kPlaces;
      } else {
        sum_places<Lanes, 1>(layer, part, weights + first, offsets, more, out.values.data() + to);
        ++x;
      }
    }
  }
}

template <std::int32_t Lanes>
inline __attribute__((always_inline)) void sweep_all(const FloatConvolution& layer,
                                                     const float* weights, const FloatMap& in,
                                                     const FloatMap* added, FloatMap& out) {
  for (std::int32_t first = 0; first < layer.out; first += Lanes)
    sweep<Lanes>(layer, weights, in, added, out, first);
}

CODAU_CLONE_FOR_AVX512 void run(const FloatConvolution& layer, const float* weights,
                                const FloatMap& in, const FloatMap* added, FloatMap& out) {
  if (layer.out % 16 == 0)
    sweep_all<16>(layer, weights, in, added, out);
  else
    sweep_all<8>(layer, weights, in, added, out);
}

/// Computes a layer with one output.
void run_last(const FloatConvolution& layer, const float* weights, const FloatMap& in,
              FloatMap& out) {
  for (std::size_t place = 0; place < out.values.size(); ++place) {
    const float* from = in.values.data() + place * static_cast<std::size_t>(layer.in);
    out.values[place] = std::inner_product(from, from + layer.in, weights, weights[layer.in]);
  }
}

}  // namespace

FloatMap make_float_map(std::int32_t width, std::int32_t height, std::int32_t depth) {
  const auto count = std::int64_t{width} * height * depth;
  return {width, height, depth, std::vector<float>(static_cast<std::size_t>(count))};
}

FloatMap convolve(const FloatConvolution& layer, std::span<const float> weights, const FloatMap& in,
                  const FloatMap* residual) {
  const auto places = [&layer](std::int32_t size) {
    return (size + layer.stride - 1) / layer.stride;
  };
  FloatMap out = make_float_map(places(in.width), places(in.height), layer.out);
  if (layer.out == 1)
    run_last(layer, weights.data(), in, out);
  else
    run(layer, weights.data(), in, layer.added ? residual : nullptr, out);
  return out;
}

FloatMap run_network(const FloatNetwork& network, const FloatMap& input) {
  FloatMap before, in = input;
  std::span<const float> weights = network.weights;
  for (const FloatConvolution& layer : network.layers) {
    FloatMap out = convolve(layer, weights.first(layer.weights()), in, &before);
    weights = weights.subspan(layer.weights());
    before = std::move(in);
    in = std::move(out);
  }
  return in;
}

}  // namespace codau::nn
