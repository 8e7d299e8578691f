#include "raster/bicubic.h"

#include <allheaders.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "raster/page_image.h"

namespace codau::image {
namespace {

/// Characters wrong, restored, of 150 and 72 made pages of 100, 150 and 200 dpi (faces 2 and 1):
/// linear 598 and 320, -0.5 594 and 266, -0.75 514 and 270, -1 487 and 251, -1.25 504 and 236, -1.5
/// 520 and 260.
constexpr double kSlope = -1;
constexpr std::size_t kTaps = 4;
constexpr std::int32_t kPlaces = 12;         ///< binary places of a weight, …
constexpr std::int32_t kBetween = 6;         ///< … and of a number between the two passes
constexpr std::int32_t kOne = 1 << kPlaces;  ///< a weight of 1

double weight(double distance) {
  const double x = std::abs(distance);
  if (x < 1) return ((kSlope + 2) * x - (kSlope + 3)) * x * x + 1;
  if (x < 2) return (((x - 5) * x + 8) * x - 4) * kSlope;
  return 0;
}

/// What a number of the larger picture is the sum of.
struct PixelTaps {
  std::array<std::int32_t, kTaps> at{}, weights{};
};
std::vector<PixelTaps> taps_of(std::int32_t from, std::int32_t to, double factor) {
  std::vector<PixelTaps> out(static_cast<std::size_t>(to));
  for (std::int32_t i = 0; i < to; ++i) {
    const double middle = (i + 0.5) / factor - 0.5;
    const auto before = static_cast<std::int32_t>(std::floor(middle));
    PixelTaps& taps = out[static_cast<std::size_t>(i)];
    std::int32_t rest = kOne;
    for (std::size_t k = 0; k < kTaps; ++k) {
      const std::int32_t at = before - 1 + static_cast<std::int32_t>(k);
      taps.at[k] = std::clamp(at, 0, from - 1);
      taps.weights[k] = static_cast<std::int32_t>(std::lround(weight(middle - at) * kOne));
      rest -= taps.weights[k];
    }
    taps.weights[1] += rest;  // paper stays as white as it is
  }
  return out;
}

std::int32_t shift_with_rounding(std::int32_t sum, std::int32_t places) {
  return (sum + (1 << (places - 1))) >> places;
}

}  // namespace

PixPtr enlarge_bicubic(const Pix* grey, double factor) {
  Pix* in = writable(grey);
  const std::int32_t width = pixGetWidth(in), height = pixGetHeight(in);
  const auto sized = [factor](std::int32_t length) {
    return static_cast<std::int32_t>(std::lround(factor * length));
  };
  PixPtr out = own(pixCreate(sized(width), sized(height), 8));
  const std::vector<PixelTaps> across = taps_of(width, sized(width), factor),
                               down = taps_of(height, sized(height), factor);
  const std::size_t row = across.size();
  std::vector<std::int16_t> wide(row * static_cast<std::size_t>(height));
  for (std::int32_t y = 0; y < height; ++y) {
    const l_uint32* line = pixGetData(in) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(in);
    std::int16_t* const to = wide.data() + row * static_cast<std::size_t>(y);
    for (std::size_t x = 0; x < row; ++x) {
      std::int32_t sum = 0;
      for (std::size_t k = 0; k < kTaps; ++k)
        sum +=
            across[x].weights[k] * static_cast<std::int32_t>(GET_DATA_BYTE(line, across[x].at[k]));
      to[x] = static_cast<std::int16_t>(shift_with_rounding(sum, kPlaces - kBetween));
    }
  }
  std::vector<std::int32_t> sums(row);
  for (std::size_t y = 0; y < down.size(); ++y) {
    std::ranges::fill(sums, 0);
    for (std::size_t k = 0; k < kTaps; ++k) {
      const std::int16_t* const from = wide.data() + row * static_cast<std::size_t>(down[y].at[k]);
      const std::int32_t times = down[y].weights[k];
      for (std::size_t x = 0; x < row; ++x) sums[x] += times * from[x];
    }
    l_uint32* line = pixGetData(out.get()) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(out.get());
    for (std::size_t x = 0; x < row; ++x) {
      SET_DATA_BYTE(line, x,
                    static_cast<l_uint8>(
                        std::clamp(shift_with_rounding(sums[x], kPlaces + kBetween), 0, 255)));
    }
  }
  return out;
}

}  // namespace codau::image
