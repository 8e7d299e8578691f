#include "recogniser/contrast.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <numeric>

namespace codau::recogniser {
namespace {

using Histogram = std::array<std::int32_t, 256>;

/// Returns the value with `share` of the counted values, and at least one, below. Each value is
/// spread evenly from itself to the next. Returns `otherwise` if nothing is counted.
float compute_quantile(const Histogram& counts, double share, float otherwise) {
  const std::int32_t total = std::accumulate(counts.begin(), counts.end(), 0);
  if (total == 0) return otherwise;
  const double target = std::clamp(share * total, 1.0, double{1} * total);
  std::int32_t sum = 0;
  std::size_t value = 0;
  while (value < counts.size() && sum < target) sum += counts[value++];
  return static_cast<float>(static_cast<double>(value) - (sum - target) / counts[value - 1]);
}

std::int8_t round_to_int8(float value) {
  const float bounded = std::clamp(value, -127.0F, 127.0F);
  return static_cast<std::int8_t>(bounded >= 0 ? bounded + 0.5F : bounded - 0.5F);
}

}  // namespace

std::vector<std::int8_t> normalise_contrast(std::span<const std::uint8_t> pixels,
                                            std::size_t width) {
  if (width == 0) return {};
  const std::span<const std::uint8_t> middle =
      pixels.subspan(pixels.size() / width / 2 * width, width);
  Histogram minima{}, maxima{};
  for (std::size_t x = 1; x + 1 < width; ++x) {
    const int before = middle[x - 1], here = middle[x], after = middle[x + 1];
    if ((here < before && here <= after) || (here <= before && here < after)) ++minima[middle[x]];
    if ((here > before && here >= after) || (here >= before && here > after)) ++maxima[middle[x]];
  }
  const float black = compute_quantile(minima, 0.25, 1),
              white = compute_quantile(maxima, 0.75, 256);
  const float half = white > black ? (white - black) / 2 : 1.0F;
  std::array<std::int8_t, 256> spread{};
  for (std::size_t grey = 0; grey < spread.size(); ++grey)
    spread[grey] = round_to_int8(128 * ((static_cast<float>(grey) - black) / half - 1));
  std::vector<std::int8_t> out(pixels.size());
  std::ranges::transform(pixels, out.begin(),
                         [&spread](std::uint8_t grey) { return spread[grey]; });
  return out;
}

}  // namespace codau::recogniser
