#include "page/coloured_ink.h"

#include <allheaders.h>

#include <algorithm>
#include <cstdint>

#include "core/values.h"
#include "raster/pixels.h"

namespace codau::image {
namespace {

struct RgbPixel {
  l_uint32 r, g, b;
};
RgbPixel split(l_uint32 pixel) {
  return {pixel >> 24U, (pixel >> 16U) & 255U, (pixel >> 8U) & 255U};
}

/// What the text of a page is printed in: stamps and signatures are the other colours.
enum class PrintColour : std::uint8_t { kBlack, kBlue, kRed };

struct Inks {
  std::int64_t black = 0, blue = 0, red = 0;
};
Inks inks_in(Pix* rgb, const Box& tile) {
  Inks out;
  for (std::int32_t y = tile.top; y < tile.bottom; y += 3) {
    const l_uint32* in = get_row(rgb, y);
    for (std::int32_t x = tile.left; x < tile.right; x += 2) {
      const RgbPixel c = split(in[x]);
      const l_uint32 most = std::max({c.r, c.g, c.b}), least = std::min({c.r, c.g, c.b});
      if (least > 110) continue;
      const bool coloured = most - least > 60 && 2 * (most - least) > most;
      (coloured ? (c.b >= c.r ? out.blue : out.red) : out.black) += 1;
    }
  }
  return out;
}

/// Judged by the area that each ink is spread over: text stands all over the page, a stamp in one
/// place.
PrintColour print_of(Pix* rgb) {
  constexpr std::int32_t kTile = 64;
  Inks tiles;
  for (std::int32_t y = 0; y + kTile <= pixGetHeight(rgb); y += kTile) {
    for (std::int32_t x = 0; x + kTile <= pixGetWidth(rgb); x += kTile) {
      const Inks inks = inks_in(rgb, {x, y, x + kTile, y + kTile});
      tiles.black += inks.black > 8 ? 1 : 0;
      tiles.blue += inks.blue > 8 ? 1 : 0;
      tiles.red += inks.red > 8 ? 1 : 0;
    }
  }
  if (4 * tiles.black >= tiles.blue + tiles.red) return PrintColour::kBlack;
  return tiles.blue >= tiles.red ? PrintColour::kBlue : PrintColour::kRed;
}

}  // namespace

PixPtr remove_coloured_ink(const Pix* page) {
  Pix* rgb = writable(page);
  const std::int32_t width = pixGetWidth(rgb), height = pixGetHeight(rgb);
  const PrintColour print = print_of(rgb);
  PixPtr out = own(pixCreate(width, height, 8));
  for (std::int32_t y = 0; y < height; ++y) {
    const l_uint32* in = get_row(rgb, y);
    l_uint32* to = get_row(out.get(), y);
    for (std::int32_t x = 0; x < width; ++x) {
      const RgbPixel c = split(in[x]);
      const l_uint32 most = std::max({c.r, c.g, c.b}), least = std::min({c.r, c.g, c.b});
      const l_uint32 value = print == PrintColour::kBlack  ? std::min(255U, most + (most - least))
                             : print == PrintColour::kBlue ? c.r
                                                           : c.b;
      SET_DATA_BYTE(to, x, static_cast<l_uint8>(value));
    }
  }
  return out;
}

bool has_colours(const PageImage& page) {
  l_int32 of_palette = 0;
  if (PIXCMAP* palette = pixGetColormap(page.pix.get())) pixcmapHasColor(palette, &of_palette);
  return of_palette != 0 || pixGetDepth(page.pix.get()) == 32;
}

}  // namespace codau::image
