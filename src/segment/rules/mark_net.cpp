#include "segment/rules/mark_net.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

#include "core/target_clones.h"

namespace codau::image {
namespace {

/// As many numbers as one instruction takes.
using Eight = float __attribute__((vector_size(32), aligned(4), may_alias));
constexpr std::int32_t kLanes = 8, kPlaces = 4;  ///< places side by side that are summed at once

const Eight& eight_at(const float* values) { return *reinterpret_cast<const Eight*>(values); }

struct Range {
  std::int32_t begin, end;  ///< of the square, inside the picture
};
Range inside(std::int32_t first, std::int32_t kernel, std::int32_t size) {
  return {std::max(0, -first), std::min(kernel, size - first)};
}

/// A part of the square over `Count` places side by side. Steps in numbers.
struct Square {
  Range rows, columns;
  const float* values;  ///< of the input
  std::ptrdiff_t from;  ///< to what lies under the corner of the first place's square
  std::ptrdiff_t row, column, place;
};

/// `Vectors` times kLanes numbers of `Count` places, kept in registers to the last of the square.
template <int Vectors, int Count>
inline __attribute__((always_inline)) void sums_of(const NetLayer& layer, const Square& square,
                                                   const float* weights, const float* offsets,
                                                   const float* added, float* to) {
  Eight sums[std::size_t{Count}][std::size_t{Vectors}];
#pragma GCC unroll 4
  for (int p = 0; p < Count; ++p) {
#pragma GCC unroll 4
    for (int v = 0; v < Vectors; ++v) sums[p][v] = eight_at(offsets + v * kLanes);
  }
  for (std::int32_t r = square.rows.begin; r < square.rows.end; ++r) {
    for (std::int32_t c = square.columns.begin; c < square.columns.end; ++c) {
      const float* in = square.values + (square.from + r * square.row + c * square.column);
      const float* by = weights + std::ptrdiff_t{r * layer.kernel + c} * layer.in * layer.out;
      for (std::int32_t i = 0; i < layer.in; ++i, by += layer.out) {
#pragma GCC unroll 4
        for (int p = 0; p < Count; ++p) {
          const float value = in[p * square.place + i];
#pragma GCC unroll 4
          for (int v = 0; v < Vectors; ++v) sums[p][v] += value * eight_at(by + v * kLanes);
        }
      }
    }
  }
#pragma GCC unroll 4
  for (int p = 0; p < Count; ++p) {
#pragma GCC unroll 4
    for (int v = 0; v < Vectors; ++v) {
      Eight sum = sums[p][v];
      if (layer.rectified) sum = sum > 0 ? sum : Eight{};
      const std::ptrdiff_t at = std::ptrdiff_t{p} * layer.out + v * kLanes;
      if (added != nullptr) sum += eight_at(added + at);
      *reinterpret_cast<Eight*>(to + at) = sum;
    }
  }
}

/// `Vectors` times kLanes numbers of each place of `out`, from `first` on.
template <int Vectors>
inline __attribute__((always_inline)) void sweep(const NetLayer& layer, const float* weights,
                                                 const Field& in, const Field* added, Field& out,
                                                 std::int32_t first) {
  const std::int32_t reach = layer.reach();
  const float* offsets = weights + static_cast<std::ptrdiff_t>(layer.weights()) - layer.out + first;
  for (std::int32_t y = 0; y < out.height; ++y) {
    const std::int32_t top = y * layer.stride - reach;
    const std::ptrdiff_t row = std::ptrdiff_t{in.width} * in.depth;
    Square square{.rows = inside(top, layer.kernel, in.height),
                  .columns = {},
                  .values = in.values.data(),
                  .from = 0,
                  .row = row,
                  .column = in.depth,
                  .place = std::ptrdiff_t{layer.stride} * in.depth};
    for (std::int32_t x = 0; x < out.width;) {
      const std::int32_t left = x * layer.stride - reach;
      square.columns = inside(left, layer.kernel, in.width);
      square.from = top * row + std::ptrdiff_t{left} * in.depth;
      const std::ptrdiff_t to = out.offset(x, y) + first;
      const float* more = added == nullptr ? nullptr : added->values.data() + to;
      const std::int32_t last = left + (kPlaces - 1) * layer.stride + layer.kernel;
      if (left >= 0 && last <= in.width && x + kPlaces <= out.width) {
        sums_of<Vectors, kPlaces>(layer, square, weights + first, offsets, more,
                                  out.values.data() + to);
        x += kPlaces;
      } else {
        sums_of<Vectors, 1>(layer, square, weights + first, offsets, more, out.values.data() + to);
        ++x;
      }
    }
  }
}

template <int Vectors>
inline __attribute__((always_inline)) void sweep_all(const NetLayer& layer, const float* weights,
                                                     const Field& in, const Field* added,
                                                     Field& out) {
  for (std::int32_t first = 0; first < layer.out; first += Vectors * kLanes)
    sweep<Vectors>(layer, weights, in, added, out, first);
}

CODAU_CLONE_FOR_AVX2 void run(const NetLayer& layer, const float* weights, const Field& in,
                              const Field* added, Field& out) {
  if (layer.out % (2 * kLanes) == 0)
    sweep_all<2>(layer, weights, in, added, out);
  else
    sweep_all<1>(layer, weights, in, added, out);
}

/// One number a place from the numbers of the same place, as it comes.
void run_last(const NetLayer& layer, const float* weights, const Field& in, Field& out) {
  for (std::size_t place = 0; place < out.values.size(); ++place) {
    const float* from = in.values.data() + place * static_cast<std::size_t>(layer.in);
    out.values[place] = std::inner_product(from, from + layer.in, weights, weights[layer.in]);
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
  if (layer.out == 1)
    run_last(layer, weights.data(), in, out);
  else
    run(layer, weights.data(), in, layer.added ? before : nullptr, out);
  return out;
}

Field marks_in(const Field& ink, const Network& network) {
  Field before, in = ink;
  std::span<const float> weights = network.weights;
  for (const NetLayer& layer : network.layers) {
    Field out = layer_of(layer, weights.first(layer.weights()), in, &before);
    weights = weights.subspan(layer.weights());
    before = std::move(in);
    in = std::move(out);
  }
  return in;
}

}  // namespace codau::image
