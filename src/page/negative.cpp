#include "page/negative.h"

#include <allheaders.h>

#include <algorithm>

#include "raster/pixels.h"

namespace codau::image {
namespace {

constexpr l_int32 kMiddleGrey = 128;
constexpr double kMinDarkShare = 0.70;         ///< of the area of a negative
constexpr double kMinPrintShare = 0.002;       ///< less light than this is dust
constexpr double kMaxStrokeInches = 1.0 / 15;  ///< strokes are thinner, sheets are not
constexpr double kMaxThickShare = 0.25;        ///< of the light

double part_of_ink(Pix* ink) {
  l_int32 count = 0;
  pixCountPixels(ink, &count, nullptr);
  return static_cast<double>(count) / pixGetWidth(ink) / pixGetHeight(ink);
}

/// Part of the page that is dark, from some tens of thousands of its pixels.
double dark_part(Pix* pix) {
  constexpr l_int32 kSamples = 150;  // a side
  const l_int32 width = pixGetWidth(pix), height = pixGetHeight(pix), depth = pixGetDepth(pix);
  const bool colour = pixGetColormap(pix) != nullptr || depth == 32;
  double dark = 0;
  for (l_int32 i = 0; i < kSamples * kSamples; ++i) {
    const l_int32 x = (i % kSamples) * width / kSamples, y = (i / kSamples) * height / kSamples;
    l_int32 value = 0, red = 0, blue = 0;
    l_uint32 pixel = 0;
    if (colour) {
      pixGetRGBPixel(pix, x, y, &red, &value, &blue);  // green is most of what the eye sees
    } else {
      pixGetPixel(pix, x, y, &pixel);
      const l_uint32 white = (1U << static_cast<unsigned>(depth)) - 1;
      value = static_cast<l_int32>(255U * (depth == 1 ? 1U - pixel : pixel) / white);
    }
    dark += value < kMiddleGrey ? 1 : 0;
  }
  return dark / (kSamples * kSamples);
}

/// The light pixels as ink.
PixPtr light_of(Pix* pix) {
  const PixPtr grey = own(pixConvertTo8(pix, 0));
  const PixPtr dark = own(pixThresholdToBinary(grey.get(), kMiddleGrey));
  return own(pixInvert(nullptr, dark.get()));
}

}  // namespace

bool invert_negative(PageImage& page) {
  if (dark_part(page.pix.get()) < kMinDarkShare) return false;
  const PixPtr light = light_of(page.pix.get());
  const double print = part_of_ink(light.get());
  if (print > 1 - kMinDarkShare || print < kMinPrintShare) return false;
  const auto thick = std::max(3, static_cast<l_int32>(kMaxStrokeInches * page.dpi));
  const PixPtr areas = own(pixOpenBrick(nullptr, light.get(), thick, thick));
  if (part_of_ink(areas.get()) > kMaxThickShare * print) return false;
  page.pix = own(pixInvert(nullptr, remove_palette(page.pix.get()).get()));
  return true;
}

}  // namespace codau::image
