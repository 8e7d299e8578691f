#include "raster/binarisation.h"

#include <allheaders.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "raster/pixels.h"

namespace codau::image {
namespace {

/// Brightness of the ground in tiles of 16 pixels: the brightest of each tile's means, smoothed.
PixPtr ground(Pix* grey) {
  const PixPtr half = own(pixScaleAreaMap2(grey));
  const PixPtr tiles = own(pixScaleGrayMinMax(half.get(), 8, 8, L_CHOOSE_MAX));
  const PixPtr wide = own(pixDilateGray(tiles.get(), 5, 5));
  return own(pixBlockconvGray(wide.get(), nullptr, 3, 3));
}

/// Of a sixth of the pixels. Two counts in turn: the same grey often follows, and one would wait
/// for itself.
std::array<double, 256> histogram_of(const Pix* picture) {
  Pix* grey = writable(picture);
  const std::int32_t width = pixGetWidth(grey);
  std::array<std::uint32_t, 256> even{}, odd{};
  for (std::int32_t y = 0; y < pixGetHeight(grey); y += 3) {
    const l_uint32* line = get_row(grey, y);
    std::int32_t x = 0;
    for (; x + 2 < width; x += 4) {
      ++even[GET_DATA_BYTE(line, x)];
      ++odd[GET_DATA_BYTE(line, x + 2)];
    }
    if (x < width) ++even[GET_DATA_BYTE(line, x)];
  }
  std::array<double, 256> histogram{};
  for (std::size_t i = 0; i < 256; ++i)
    histogram[i] = static_cast<double>(even[i]) + static_cast<double>(odd[i]);
  return histogram;
}

}  // namespace

void normalise_background(Pix* grey) {
  if (pixGetWidth(grey) < 160 || pixGetHeight(grey) < 160) return;
  const PixPtr tiles = ground(grey);
  const std::int32_t tile_columns = pixGetWidth(tiles.get()), tile_rows = pixGetHeight(tiles.get());
  constexpr l_uint32 kDarkest = 80;  // what is darker is a black edge, not paper in shade
  std::vector<l_uint32> factor(static_cast<std::size_t>(tile_columns));
  const std::int32_t words = pixGetWpl(grey);
  for (std::int32_t y = 0; y < pixGetHeight(grey); ++y) {
    if (y % 16 == 0) {
      const l_uint32* from = get_row(tiles.get(), std::min(y / 16, tile_rows - 1));
      for (std::int32_t x = 0; x < tile_columns; ++x) {
        const l_uint32 value = GET_DATA_BYTE(from, x);
        factor[static_cast<std::size_t>(x)] = (255U << 8U) / std::max(value, kDarkest);
      }
    }
    l_uint32* line = get_row(grey, y);
    for (std::int32_t w = 0; w < words;
         ++w) {  // four pixels a word; their order does not matter here
      const l_uint32 f = factor[static_cast<std::size_t>(std::min(w / 4, tile_columns - 1))];
      const l_uint32 v = line[w];
      l_uint32 out = 0;
      for (l_uint32 shift = 0; shift < 32; shift += 8) {
        out |= std::min(255U, (((v >> shift) & 255U) * f) >> 8U) << shift;
      }
      line[w] = out;
    }
  }
}

std::int32_t compute_otsu_threshold(const Pix* grey) {
  const std::array<double, 256> histogram = histogram_of(grey);
  double all = 0, sum = 0;
  for (std::size_t i = 0; i < 256; ++i) {
    all += histogram[i];
    sum += histogram[i] * static_cast<double>(i);
  }
  double below = 0, below_sum = 0, best = -1;
  std::int32_t threshold = 128;
  for (std::size_t i = 0; i < 255; ++i) {
    below += histogram[i];
    below_sum += histogram[i] * static_cast<double>(i);
    if (below == 0 || below == all) continue;
    const double gap = below_sum / below - (sum - below_sum) / (all - below);
    const double between = below * (all - below) * gap * gap;
    if (between > best) {
      best = between;
      threshold = static_cast<std::int32_t>(i) + 1;
    }
  }
  return std::clamp(threshold, 110, 210);
}

PixPtr binarise(const Pix* picture) {
  if (pixGetDepth(writable(picture)) == 1) return own(pixCopy(nullptr, writable(picture)));
  return binarise_at(picture, compute_otsu_threshold(picture));
}

std::int32_t estimate_paper_tone(const Pix* grey, std::int32_t threshold) {
  const std::array<double, 256> histogram = histogram_of(grey);
  return static_cast<std::int32_t>(
      std::max_element(histogram.begin() + threshold, histogram.end()) - histogram.begin());
}

std::int32_t compute_faint_threshold(const Pix* grey, std::int32_t threshold) {
  const std::array<double, 256> histogram = histogram_of(grey);
  const auto peak = std::max_element(histogram.begin() + threshold, histogram.end());
  const auto mode = static_cast<std::int32_t>(peak - histogram.begin());
  std::int32_t low = mode;  // where the histogram falls to what a bell has at one deviation
  while (low > threshold && histogram[static_cast<std::size_t>(low)] > 0.6 * *peak) --low;
  return std::clamp(mode - 3 * (mode - low) - 2, threshold, (threshold + 255) / 2);
}

}  // namespace codau::image
