#include "raster/rotation.h"

#include <allheaders.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "core/target_clones.h"
#include "raster/pixels.h"

namespace codau::image {
namespace {

constexpr int kParts = 16;  ///< of a pixel

/// Bytes of a picture in the order of its pixels, row by row.
class PixelBytes {
 public:
  explicit PixelBytes(Pix* pix) : data_(reinterpret_cast<std::uint8_t*>(pixGetData(pix))) {
    stride_ = std::ptrdiff_t{4} * pixGetWpl(pix);
  }
  [[nodiscard]] std::uint8_t* at(std::int32_t x, std::int32_t y) const {
    return data_ + y * stride_ + x;
  }

 private:
  std::uint8_t* data_;
  std::ptrdiff_t stride_ = 0;
};

/// Of pixels beside each other in a row of the outcome, in parts of a pixel from the centre.
struct SourcePositions {
  std::vector<std::int32_t> x, y;
};

/// Where row `dy` before the centre comes from; `dx` of its first pixel.
CODAU_CLONE_FOR_AVX2 void find_sources(float dx, float dy, float sine, float cosine,
                                       SourcePositions& out) {
  const auto count = static_cast<std::int32_t>(out.x.size());
  std::int32_t *x = out.x.data(), *y = out.y.data();
  for (std::int32_t i = 0; i < count; ++i) {
    const float from = dx - static_cast<float>(i);
    x[i] = static_cast<std::int32_t>(-from * cosine - dy * sine);
    y[i] = static_cast<std::int32_t>(-dy * cosine + from * sine);
  }
}

/// `count` pixels whose sources lie side by side in two rows.
CODAU_CLONE_FOR_AVX2 void mix(const std::uint8_t* above, const std::uint8_t* below,
                              const std::int32_t* x, const std::int32_t* y, std::int32_t count,
                              std::uint8_t* out) {
  constexpr int kHalf = kParts * kParts / 2;
  for (std::int32_t i = 0; i < count; ++i) {
    const auto right = static_cast<std::uint16_t>(x[i] & (kParts - 1)),
               low = static_cast<std::uint16_t>(y[i] & (kParts - 1));
    const auto left = static_cast<std::uint16_t>(kParts - right),
               high = static_cast<std::uint16_t>(kParts - low);
    const auto upper = static_cast<std::uint16_t>(left * above[i] + right * above[i + 1]),
               lower = static_cast<std::uint16_t>(left * below[i] + right * below[i + 1]);
    const auto sum = static_cast<std::uint16_t>(high * upper + low * lower + kHalf);
    out[i] = static_cast<std::uint8_t>(sum / (kParts * kParts));
  }
}

/// The pixel that `parts` lie in, from the centre.
std::int32_t pixel_of(std::int32_t parts) { return parts >> 4; }

}  // namespace

PixPtr rotate_grey(const Pix* grey, double radians, std::int32_t paper) {
  constexpr double kLeast = 0.001;  // as Leptonica: less is none
  const auto angle = static_cast<double>(static_cast<float>(radians));  // as it has them
  if (std::abs(angle) < kLeast) return own(pixCopy(nullptr, writable(grey)));
  const Box page = get_bounds(grey);
  const std::int32_t mid_x = page.right / 2, mid_y = page.bottom / 2;
  const PixPtr source = own(pixEndianByteSwapNew(writable(grey)));
  PixPtr out = own(pixCreateTemplate(writable(grey)));
  const PixelBytes from(source.get()), to(out.get());
  const auto sine = static_cast<float>(kParts * std::sin(angle)),
             cosine = static_cast<float>(kParts * std::cos(angle));
  const auto width = static_cast<std::size_t>(page.right);
  SourcePositions sources{std::vector<std::int32_t>(width), std::vector<std::int32_t>(width)};
  for (std::int32_t row = 0; row < page.bottom; ++row) {
    find_sources(static_cast<float>(mid_x), static_cast<float>(mid_y - row), sine, cosine, sources);
    const std::int32_t *x = sources.x.data(), *y = sources.y.data();
    for (std::int32_t begin = 0; begin < page.right;) {
      const std::int32_t left = mid_x + pixel_of(x[begin]), top = mid_y + pixel_of(y[begin]);
      // Both only rise or only fall along a row, against its own pixels.
      const auto is_beside = [&](const std::int32_t& from_x) {
        const auto i = static_cast<std::int32_t>(&from_x - x);
        return mid_y + pixel_of(y[i]) == top && mid_x + pixel_of(from_x) == left + i - begin;
      };
      const auto end =
          static_cast<std::int32_t>(std::partition_point(x + begin, x + page.right, is_beside) - x);
      // What lies before the picture or in its last row or column is paper.
      const std::int32_t first =
          top < 0 || top > page.bottom - 2 ? end : std::clamp(begin - left, begin, end);
      const std::int32_t last = std::clamp(page.right - 1 - left + begin, first, end);
      std::fill(to.at(begin, row), to.at(first, row), static_cast<std::uint8_t>(paper));
      if (first < last) {
        mix(from.at(left + first - begin, top), from.at(left + first - begin, top + 1), x + first,
            y + first, last - first, to.at(first, row));
      }
      std::fill(to.at(last, row), to.at(end, row), static_cast<std::uint8_t>(paper));
      begin = end;
    }
  }
  pixEndianByteSwap(out.get());
  return out;
}

PixPtr rotate_quarter_turns(const Pix* pix, std::int32_t degrees) {
  if (degrees % 360 == 0) return nullptr;
  return own(pixRotateOrth(writable(pix), degrees / 90));
}

PixPtr slant_right(const Pix* grey, std::int32_t row, double slope) {
  return own(
      pixHShearLI(writable(grey), row, static_cast<l_float32>(std::atan(slope)), L_BRING_IN_WHITE));
}

PixPtr mirror_horizontally(const Pix* pix) { return own(pixFlipLR(nullptr, writable(pix))); }

}  // namespace codau::image
