#include "raster/downscale.h"

#include <allheaders.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

#include "raster/pixels.h"

namespace codau::image {
namespace {

PixPtr smaller(const PixPtr& pix, double factor) {
  const auto by = static_cast<l_float32>(factor);
  // 1 bit turns into grey while it shrinks: at its own size it would be eight times as large.
  if (pixGetDepth(pix.get()) == 1) return own(pixScaleToGray(pix.get(), by));
  const PixPtr grey = own(pixConvertTo8(pix.get(), 0));
  return own(pixScale(grey.get(), by, by));
}

}  // namespace

PageImage downscale_to_grey(PageImage image) {
  const double pixels = static_cast<double>(image.width) * image.height;
  const double factor =
      std::min({1.0, kMaxDownscaledDpi / image.dpi, std::sqrt(kMaxDownscaledPixels / pixels)});
  image.pix = factor < 1 ? smaller(image.pix, factor) : own(pixConvertTo8(image.pix.get(), 0));
  image.width = pixGetWidth(image.pix.get());
  image.height = pixGetHeight(image.pix.get());
  image.dpi = std::max(1, static_cast<std::int32_t>(std::lround(image.dpi * factor)));
  return image;
}

}  // namespace codau::image
