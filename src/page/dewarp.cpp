#include "page/dewarp.h"

#include <allheaders.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "raster/pixels.h"

namespace codau::image {
namespace {

/// 1/65536 of a pixel.
using Fine = std::int64_t;
constexpr Fine kOne = 65536;
Fine fine(double pixels) { return std::llround(pixels * static_cast<double>(kOne)); }

/// Weights of four neighbours, in 1/256, for each of 256 places between the two in the middle.
using CubicWeights = std::array<std::int32_t, 4>;
std::array<CubicWeights, 256> all_taps() {
  std::array<CubicWeights, 256> out{};
  for (std::size_t i = 0; i < out.size(); ++i) {
    const double t = static_cast<double>(i) / 256, u = 1 - t;
    const auto far = [](double near, double away) { return -0.5 * near * away * away; };
    CubicWeights& taps = out.at(i);
    taps[0] = static_cast<std::int32_t>(std::lround(256 * far(t, u)));
    taps[3] = static_cast<std::int32_t>(std::lround(256 * far(u, t)));
    taps[1] = static_cast<std::int32_t>(std::lround(256 * (1 + t * t * (1.5 * t - 2.5))));
    taps[2] = 256 - taps[0] - taps[1] - taps[3];
  }
  return out;
}

class WarpSource {
 public:
  WarpSource(const Pix* grey, std::int32_t paper)
      : words_(pixGetData(writable(grey))),
        stride_(pixGetWpl(writable(grey))),
        width_(pixGetWidth(writable(grey))),
        height_(pixGetHeight(writable(grey))),
        paper_(paper) {}

  /// Cubic convolution of the sixteen pixels about a place (Keys 1981): two by two would blur.
  [[nodiscard]] std::uint8_t shade(Fine x, Fine y) const {
    const Fine left = (x >> 16) - 1, top = (y >> 16) - 1;
    if (left < 0 || top < 0 || left + 3 >= width_ || top + 3 >= height_)
      return static_cast<std::uint8_t>(paper_);
    const CubicWeights& across = taps_[static_cast<std::size_t>((x & 0xFFFF) >> 8)];
    const CubicWeights& down = taps_[static_cast<std::size_t>((y & 0xFFFF) >> 8)];
    const l_uint32* line = words_ + top * stride_;
    std::int32_t sum = 0;
    for (std::size_t i = 0; i < 4; ++i, line += stride_) {
      std::int32_t part = 0;
      for (std::size_t j = 0; j < 4; ++j)
        part +=
            across[j] * static_cast<std::int32_t>(GET_DATA_BYTE(line, left + static_cast<Fine>(j)));
      sum += down[i] * part;
    }
    return static_cast<std::uint8_t>(std::clamp((sum + 32768) >> 16, 0, 255));
  }

 private:
  l_uint32* words_;
  Fine stride_, width_, height_;
  std::int32_t paper_;
  std::array<CubicWeights, 256> taps_ = all_taps();
};

}  // namespace

PixPtr dewarp(const Pix* grey, const Dewarping& how, std::int32_t paper) {
  const WarpSource source(grey, paper);
  PixPtr out = own(pixCreateTemplate(writable(grey)));
  const std::int32_t width = pixGetWidth(out.get()), height = pixGetHeight(out.get());
  const Point centre{width / 2.0, height / 2.0};
  const auto from = [&](double x, double y) {  // between pixels → the pixel that begins there
    const Point at = rotate_about(centre, how.warp.to_warped({x, y}), -how.skew_degrees);
    return Point{at.x - 0.5, at.y - 0.5};
  };
  const std::int32_t step = how.warp.knot_spacing;
  for (std::int32_t y = 0; y < height; ++y) {
    l_uint32* line = get_row(out.get(), y);
    Point next = from(0.5, y + 0.5);
    for (std::int32_t left = 0; left < width; left += step) {
      const Point at = next;
      next = from(left + step + 0.5, y + 0.5);
      Fine at_x = fine(at.x), at_y = fine(at.y);
      const Fine by_x = fine((next.x - at.x) / step), by_y = fine((next.y - at.y) / step);
      for (std::int32_t x = left; x < std::min(width, left + step); ++x) {
        SET_DATA_BYTE(line, x, source.shade(at_x, at_y));
        at_x += by_x;
        at_y += by_y;
      }
    }
  }
  return out;
}

}  // namespace codau::image
