#include "segment/rules/dark_shapes.h"

#include <allheaders.h>

#include <cmath>
#include <cstdint>
#include <utility>

#include "core/box.h"
#include "page/clean_page.h"
#include "raster/pixels.h"
#include "raster/rotation.h"

namespace codau::image {
namespace {

constexpr double kPaperRank = 0.9;  ///< rank of the paper's tone among the pixels of the place
constexpr double kInkTone = 0.8;    ///< ink is darker than this share of the paper's tone

/// Converts to 8 bits, taking the darkest channel of coloured pixels.
PixPtr darkest(const Pix* part) {
  const PixPtr plain = remove_palette(part);
  if (pixGetDepth(plain.get()) != 32) return own(pixConvertTo8(plain.get(), 0));
  return own(pixConvertRGBToGrayMinMax(plain.get(), L_CHOOSE_MIN));
}

}  // namespace

std::vector<Box> find_dark_components(const PageImage& page, const PageTransform& transform,
                                      const Box& place) {
  const PageBox at = transform.map_area_to_page(place);
  if (is_empty(at)) return {};
  const Box source{at.left, at.top, at.right, at.bottom};
  const PixPtr grey = darkest(crop(page.pix.get(), source, 0).get());
  l_uint32 paper = 0;
  if (pixGetRankValue(grey.get(), 1, static_cast<l_float32>(kPaperRank), &paper) != 0) return {};
  PixPtr ink = binarise_at(grey.get(), static_cast<std::int32_t>(std::lround(kInkTone * paper)));
  if (PixPtr upright = rotate_quarter_turns(ink.get(), transform.rotation))
    ink = std::move(upright);
  std::vector<Box> out = find_components(ink.get());
  const auto on_copy = [&](std::int32_t pixels) {
    return static_cast<std::int32_t>(std::lround(pixels * transform.scale));
  };
  for (Box& box : out) {
    box = translated(
        Box{on_copy(box.left), on_copy(box.top), on_copy(box.right), on_copy(box.bottom)},
        place.left, place.top);
  }
  return out;
}

}  // namespace codau::image
