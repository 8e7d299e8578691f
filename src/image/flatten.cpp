#include "image/flatten.h"

#include <allheaders.h>

#include <algorithm>
#include <cmath>

#include "image/pixels.h"

namespace codau::image {
namespace {

/// 1/65536 of a pixel.
using Fine = std::int64_t;
constexpr Fine kOne = 65536;
Fine fine(double pixels) { return std::llround(pixels * static_cast<double>(kOne)); }

class Source {
 public:
  Source(const Pix* grey, std::int32_t paper)
      : words_(pixGetData(writable(grey))),
        stride_(pixGetWpl(writable(grey))),
        width_(pixGetWidth(writable(grey))),
        height_(pixGetHeight(writable(grey))),
        paper_(paper) {}

  /// The four pixels about a place, each by its nearness.
  [[nodiscard]] std::int32_t shade(Fine x, Fine y) const {
    const Fine left = x >> 16, top = y >> 16;
    if (left < 0 || top < 0 || left + 1 >= width_ || top + 1 >= height_) return paper_;
    const l_uint32 *upper = words_ + top * stride_, *lower = upper + stride_;
    const auto u = static_cast<std::int32_t>((x & 0xFFFF) >> 8),
               v = static_cast<std::int32_t>((y & 0xFFFF) >> 8);
    const std::int32_t above = (256 - u) * GET_DATA_BYTE(upper, left) +
                               u * GET_DATA_BYTE(upper, left + 1),
                       below = (256 - u) * GET_DATA_BYTE(lower, left) +
                               u * GET_DATA_BYTE(lower, left + 1);
    return ((256 - v) * above + v * below + 32768) >> 16;
  }

 private:
  l_uint32* words_;
  Fine stride_, width_, height_;
  std::int32_t paper_;
};

}  // namespace

PixPtr flattened(const Pix* grey, const Flattening& how, std::int32_t paper) {
  const Source source(grey, paper);
  PixPtr out = own(pixCreateTemplate(writable(grey)));
  const std::int32_t width = pixGetWidth(out.get()), height = pixGetHeight(out.get());
  const Point centre{width / 2.0, height / 2.0};
  const auto from = [&](double x, double y) {  // between pixels → the pixel that begins there
    const Point at = turned_about(centre, how.bend.to_bent({x, y}), -how.skew_degrees);
    return Point{at.x - 0.5, at.y - 0.5};
  };
  const std::int32_t step = how.bend.step;
  for (std::int32_t y = 0; y < height; ++y) {
    l_uint32* line = row(out.get(), y);
    Point next = from(0.5, y + 0.5);
    for (std::int32_t left = 0; left < width; left += step) {
      const Point at = next;
      next = from(left + step + 0.5, y + 0.5);
      Fine at_x = fine(at.x), at_y = fine(at.y);
      const Fine by_x = fine((next.x - at.x) / step), by_y = fine((next.y - at.y) / step);
      for (std::int32_t x = left; x < std::min(width, left + step); ++x) {
        SET_DATA_BYTE(line, x, static_cast<l_uint8>(source.shade(at_x, at_y)));
        at_x += by_x;
        at_y += by_y;
      }
    }
  }
  return out;
}

}  // namespace codau::image
