#include "page/upright_crop.h"

#include <allheaders.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <utility>

#include "core/box.h"
#include "raster/pixels.h"
#include "raster/rotation.h"

namespace codau::image {
namespace {

constexpr double kMaxSkewDegrees = 0.5;  ///< that stays; the network is trained with as much
constexpr std::int32_t kWhite = 255;

}  // namespace

PixPtr crop_upright(const PageImage& page, const PageTransform& transform, const Box& place) {
  const PageBox at = transform.map_area_to_page(place);
  if (is_empty(at)) return {};
  const Box source{at.left, at.top, at.right, at.bottom};
  const PixPtr plain = remove_palette(crop(page.pix.get(), source, 0).get());
  PixPtr grey = own(pixConvertTo8(plain.get(), 0));
  if (PixPtr upright = rotate_quarter_turns(grey.get(), transform.rotation))
    grey = std::move(upright);
  if (std::abs(transform.skew_degrees) <= kMaxSkewDegrees) return grey;
  grey = rotate_grey(grey.get(), transform.skew_degrees * std::numbers::pi / 180, kWhite);
  const Box all = get_bounds(grey.get());
  const auto shrink = [&](std::int32_t whole, std::int32_t wanted) {
    return std::max(0, (whole - static_cast<std::int32_t>(wanted / transform.scale)) / 2);
  };
  const std::int32_t x = shrink(width_of(all), width_of(place)),
                     y = shrink(height_of(all), height_of(place));
  return crop(grey.get(), {x, y, all.right - x, all.bottom - y}, 0);
}

}  // namespace codau::image
