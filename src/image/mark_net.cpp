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

/// out += value × weights, for `Depth` numbers.
template <std::int32_t Depth>
inline __attribute__((always_inline)) void add(float* out, float value, const float* weights) {
  for (std::int32_t o = 0; o < Depth; ++o) out[o] += value * weights[o];
}

template <std::int32_t Depth>
inline __attribute__((always_inline)) void dense(const NetLayer& layer, const float* weights,
                                                 const Field& in, Field& out) {
  const std::int32_t reach = reach_of(layer);
  const float* offsets = weights + static_cast<std::ptrdiff_t>(layer.weights()) - layer.out;
  for (std::int32_t y = 0; y < out.height; ++y) {
    const std::int32_t top = y * layer.stride - reach;
    const Range rows = inside(top, layer.kernel, in.height);
    for (std::int32_t x = 0; x < out.width; ++x) {
      const std::int32_t left = x * layer.stride - reach;
      const Range columns = inside(left, layer.kernel, in.width);
      float sums[std::size_t{Depth}];
      for (std::int32_t o = 0; o < Depth; ++o) sums[o] = offsets[o];
      for (std::int32_t r = rows.begin; r < rows.end; ++r) {
        for (std::int32_t c = columns.begin; c < columns.end; ++c) {
          const float* from = in.at(left + c, top + r);
          const float* by = weights + (r * layer.kernel + c) * layer.in * Depth;
          for (std::int32_t i = 0; i < layer.in; ++i) {
            if (from[i] != 0) add<Depth>(sums, from[i], by + i * Depth);
          }
        }
      }
      float* to = out.at(x, y);
      for (std::int32_t o = 0; o < Depth; ++o) to[o] = sums[o];
    }
  }
}

CODAU_WIDE_UNITS void dense_1(const NetLayer& layer, const float* weights, const Field& in,
                              Field& out) {
  dense<1>(layer, weights, in, out);
}
CODAU_WIDE_UNITS void dense_8(const NetLayer& layer, const float* weights, const Field& in,
                              Field& out) {
  dense<8>(layer, weights, in, out);
}
CODAU_WIDE_UNITS void dense_24(const NetLayer& layer, const float* weights, const Field& in,
                               Field& out) {
  dense<24>(layer, weights, in, out);
}
CODAU_WIDE_UNITS void dense_32(const NetLayer& layer, const float* weights, const Field& in,
                               Field& out) {
  dense<32>(layer, weights, in, out);
}
CODAU_WIDE_UNITS void dense_64(const NetLayer& layer, const float* weights, const Field& in,
                               Field& out) {
  dense<64>(layer, weights, in, out);
}

CODAU_WIDE_UNITS void each(const NetLayer& layer, const float* weights, const Field& in,
                           Field& out) {
  const std::int32_t reach = reach_of(layer), depth = layer.out;
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
          const float* from = in.at(left + c, top + r);
          const float* by = weights + (r * layer.kernel + c) * depth;
          for (std::int32_t o = 0; o < depth; ++o) sums[o] += from[o] * by[o];
        }
      }
      float* to = out.at(x, y);
      for (std::int32_t o = 0; o < depth; ++o) to[o] = sums[o];
    }
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
  const auto run = layer.each        ? each
                   : layer.out == 1  ? dense_1
                   : layer.out == 8  ? dense_8
                   : layer.out == 24 ? dense_24
                   : layer.out == 32 ? dense_32
                                     : dense_64;
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
