// segment/rules/mark_net.h — the two small networks that say where a stamped MẬT stands: their
// arithmetic and their weights. What it is shown: segment/rules/mark_finder.h. Trained by
// tools/make_mark_finder.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace codau::image {

/// Numbers at places of a picture: `depth` at each, place by place along the rows.
struct Field {
  std::int32_t width = 0, height = 0, depth = 0;
  std::vector<float> values;
  [[nodiscard]] std::ptrdiff_t offset(std::int32_t x, std::int32_t y) const {
    return (std::ptrdiff_t{y} * width + x) * depth;
  }
  [[nodiscard]] const float* at(std::int32_t x, std::int32_t y) const {
    return values.data() + offset(x, y);
  }
  [[nodiscard]] float* at(std::int32_t x, std::int32_t y) { return values.data() + offset(x, y); }
};

/// A sum over a square of places, zero beyond the border: all numbers there make each of `out`, a
/// multiple of 8, or 1 of a square of one place, which is neither rectified nor added to.
/// `rectified`: nothing below zero comes out. `added`: the input of the layer before is added.
struct NetLayer {
  std::int32_t kernel, stride, in, out;
  bool rectified, added;
  /// The first place of the input under the square lies so far before the place of the outcome.
  [[nodiscard]] constexpr std::int32_t reach() const { return (kernel - stride + 1) / 2; }
  /// Weights by row, column, number in, number out of the square; then one offset a number out.
  [[nodiscard]] constexpr std::size_t weights() const {
    return static_cast<std::size_t>((kernel * kernel * in + 1) * out);
  }
};

// From 100 dpi to one place for 8 × 8 pixels.
/// Looks at all of a page's left part.
inline constexpr NetLayer kFinderLayers[] = {
    {4, 2, 1, 8, true, false},   {3, 2, 8, 16, true, false}, {3, 2, 16, 32, true, false},
    {3, 1, 32, 32, true, false}, {3, 1, 32, 32, true, true}, {3, 1, 32, 32, true, false},
    {3, 1, 32, 32, true, true},  {1, 1, 32, 1, false, false}};
/// Looks again at what the first one finds.
inline constexpr NetLayer kJudgeLayers[] = {
    {4, 2, 1, 16, true, false},  {3, 2, 16, 32, true, false}, {3, 1, 32, 32, true, false},
    {3, 2, 32, 64, true, false}, {3, 1, 64, 64, true, false}, {3, 1, 64, 64, true, true},
    {3, 1, 64, 64, true, false}, {3, 1, 64, 64, true, true},  {3, 1, 64, 64, true, false},
    {3, 1, 64, 64, true, true},  {1, 1, 64, 1, false, false}};
inline constexpr std::int32_t kMarkStep = 8;  ///< pixels between places of the outcome

[[nodiscard]] constexpr std::size_t weight_count(std::span<const NetLayer> layers) {
  std::size_t count = 0;
  for (const NetLayer& layer : layers) count += layer.weights();
  return count;
}

struct Network {
  std::span<const NetLayer> layers;
  std::span<const float> weights;
};
/// As trained.
[[nodiscard]] const Network& mark_finder();
[[nodiscard]] const Network& mark_judge();

/// Zeros, `depth` at each place.
[[nodiscard]] Field field_of(std::int32_t width, std::int32_t height, std::int32_t depth);

/// One layer. `before`: what the layer before was
/// given, where layer.added. Places out: those in, by the stride, rounded up. A field of zeros
/// gives the offsets alone.
[[nodiscard]] Field layer_of(const NetLayer& layer, std::span<const float> weights, const Field& in,
                             const Field* before);

/// A network over ink, 0 (paper) to 1 (black), 100 dpi, depth 1: for every place the logarithm of
/// the odds that the middle of a stamped MẬT is there. The same bits on every processor.
[[nodiscard]] Field marks_in(const Field& ink, const Network& network);

}  // namespace codau::image
