#include "segment/rules/dark_shapes.h"

#include <allheaders.h>

#include <cmath>
#include <cstdint>
#include <utility>

#include "core/box.h"
#include "page/sheet.h"
#include "raster/pixels.h"
#include "raster/rotation.h"

namespace codau::image {
namespace {

constexpr double kPaperRank = 0.9;  ///< rank of the paper's tone among the pixels of the place
constexpr double kInkTone = 0.8;    ///< ink is darker than this share of the paper's tone

/// Converts to 8 bits, taking the darkest channel of coloured pixels.
PixPtr darkest(const Pix* part) {
  const PixPtr plain = without_palette(part);
  if (pixGetDepth(plain.get()) != 32) return own(pixConvertTo8(plain.get(), 0));
  return own(pixConvertRGBToGrayMinMax(plain.get(), L_CHOOSE_MIN));
}

}  // namespace

std::vector<Box> dark_shapes(const PageImage& page, const Placement& placement, const Box& place) {
  const PageBox at = placement.area_to_page(place);
  if (is_empty(at)) return {};
  const Box source{at.left, at.top, at.right, at.bottom};
  const PixPtr grey = darkest(cut(page.pix.get(), source, 0).get());
  l_uint32 paper = 0;
  if (pixGetRankValue(grey.get(), 1, static_cast<l_float32>(kPaperRank), &paper) != 0) return {};
  PixPtr ink = threshold_at(grey.get(), static_cast<std::int32_t>(std::lround(kInkTone * paper)));
  if (PixPtr upright = turned(ink.get(), placement.rotation)) ink = std::move(upright);
  std::vector<Box> out = components(ink.get());
  const auto on_copy = [&](std::int32_t pixels) {
    return static_cast<std::int32_t>(std::lround(pixels * placement.scale));
  };
  for (Box& box : out) {
    box = translated(
        Box{on_copy(box.left), on_copy(box.top), on_copy(box.right), on_copy(box.bottom)},
        place.left, place.top);
  }
  return out;
}

}  // namespace codau::image
