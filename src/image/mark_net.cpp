#include "image/mark_net.h"

#include <algorithm>
#include <cmath>

#include "core/wide_units.h"

namespace codau::image {
namespace {

constexpr std::int32_t kMostDepth = 64;

/// The first place of the input under the square, seen from the place of the outcome.
std::int32_t reach_of(const NetLayer& layer) { return (layer.kernel - layer.stride + 1) / 2; }

struct Range {
  std::int32_t begin, end;  ///< of the square, inside the picture
};
Range inside(std::int32_t first, std::int32_t kernel, std::int32_t size) {
  return {std::max(0, -first), std::min(kernel, size - first)};
}

/// Each place of `out`: the offsets, and what `take(sums, from, by)` adds for each place of the
/// square, from the input there by the weights of it. `depth` numbers; a constant where it can be.
template <class Take>
inline __attribute__((always_inline)) void sweep(const NetLayer& layer, const float* weights,
                                                 const Field& in, Field& out, std::int32_t depth,
                                                 std::int32_t weights_of_place, Take take) {
  const std::int32_t reach = reach_of(layer);
  const float* offsets = weights + static_cast<std::ptrdiff_t>(layer.weights()) - depth;
  for (std::int32_t y = 0; y < out.height; ++y) {
    const std::int32_t top = y * layer.stride - reach;
    const Range rows = inside(top, layer.kernel, in.height);
    for (std::int32_t x = 0; x < out.width; ++x) {
      const std::int32_t left = x * layer.stride - reach;
      const Range columns = inside(left, layer.kernel, in.width);
      float sums[kMostDepth];
      for (std::int32_t o = 0; o < depth; ++o) sums[o] = offsets[o];
      for (std::int32_t r = rows.begin; r < rows.end; ++r) {
        for (std::int32_t c = columns.begin; c < columns.end; ++c) {
          take(sums, in.at(left + c, top + r), weights + (r * layer.kernel + c) * weights_of_place);
        }
      }
      float* to = out.at(x, y);
      for (std::int32_t o = 0; o < depth; ++o) to[o] = sums[o];
    }
  }
}

/// From every number of a place; `Depth` is known, so that the sums stay in registers.
template <std::int32_t Depth>
inline __attribute__((always_inline)) void dense(const NetLayer& layer, const float* weights,
                                                 const Field& in, Field& out) {
  sweep(
      layer, weights, in, out, Depth, layer.in * Depth,
      [&layer](float* sums, const float* from, const float* by) __attribute__((always_inline)) {
        for (std::int32_t i = 0; i < layer.in; ++i, by += Depth) {
          if (from[i] == 0) continue;
          for (std::int32_t o = 0; o < Depth; ++o) sums[o] += from[i] * by[o];
        }
      });
}

/// From the same number of a place alone.
template <std::int32_t Depth>
inline __attribute__((always_inline)) void each(const NetLayer& layer, const float* weights,
                                                const Field& in, Field& out) {
  sweep(
      layer, weights, in, out, Depth, Depth,
      [](float* sums, const float* from, const float* by) __attribute__((always_inline)) {
        for (std::int32_t o = 0; o < Depth; ++o) sums[o] += from[o] * by[o];
      });
}

template <std::int32_t Depth>
inline __attribute__((always_inline)) void run(const NetLayer& layer, const float* weights,
                                               const Field& in, Field& out) {
  layer.each ? each<Depth>(layer, weights, in, out) : dense<Depth>(layer, weights, in, out);
}

/// The depths of kMarkLayers.
CODAU_WIDE_UNITS void run(const NetLayer& layer, const float* weights, const Field& in,
                          Field& out) {
  switch (layer.out) {
    case 1:
      return run<1>(layer, weights, in, out);
    case 8:
      return run<8>(layer, weights, in, out);
    case 24:
      return run<24>(layer, weights, in, out);
    case 32:
      return run<32>(layer, weights, in, out);
    default:
      return run<64>(layer, weights, in, out);
  }
}

}  // namespace

Field field_of(std::int32_t width, std::int32_t height, std::int32_t depth) {
  const auto count = std::int64_t{width} * height * depth;
  return {width, height, depth, std::vector<float>(static_cast<std::size_t>(count))};
}

Field layer_of(const NetLayer& layer, std::span<const float> weights, const Field& in,
               const Field* before) {
  const auto places = [&layer](std::int32_t size) {
    return (size + layer.stride - 1) / layer.stride;
  };
  Field out = field_of(places(in.width), places(in.height), layer.out);
  run(layer, weights.data(), in, out);
  for (std::size_t i = 0; i < out.values.size(); ++i) {
    float& value = out.values[i];
    if (layer.rectified) value = std::max(value, 0.0F);
    if (layer.added) value += before->values[i];
  }
  return out;
}

Field marks_in(const Field& ink, std::span<const float> weights) {
  Field before, in = ink;
  for (const NetLayer& layer : kMarkLayers) {
    Field out = layer_of(layer, weights.first(layer.weights()), in, &before);
    weights = weights.subspan(layer.weights());
    before = std::move(in);
    in = std::move(out);
  }
  return in;
}

}  // namespace codau::image
