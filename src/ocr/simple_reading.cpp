#include "ocr/simple_reading.h"

#include <utility>

#include "ocr/compose.h"
#include "ocr/reading.h"
#include "ocr/upright.h"
#include "page/sheet.h"
#include "page/x_height.h"
#include "raster/background.h"
#include "raster/pixels.h"
#include "raster/rotation.h"

namespace codau::ocr {

OcrPage read_simply(Engine& text, const image::PageImage& grey, std::uint32_t number) {
  const image::PixPtr ink =
      image::threshold_at(grey.pix.get(), image::ink_threshold(grey.pix.get()));
  image::CleanPage copy;  // its pictures are not asked for again
  copy.dpi = grey.dpi;
  copy.x_height = image::usual_x_height(grey.dpi);
  copy.placement.width = grey.width;
  copy.placement.height = grey.height;
  copy.placement.rotation = upright_turn(text, grey.pix.get(), ink.get(), grey.dpi);
  const image::PixPtr turned = image::turned(grey.pix.get(), copy.placement.rotation);
  const Pix* const upright = turned ? turned.get() : grey.pix.get();
  const Box all = image::whole(upright);
  copy.width = all.right;
  copy.height = all.bottom;
  ReadPage read;
  read.body = text.read(upright, all, grey.dpi, Mode::kBlock);
  OcrPage page = compose(read, copy, number);
  page.image_sha256 = grey.sha256;
  if (grey.truncated) page.warnings.emplace_back("IMAGE_TRUNCATED");
  page.warnings.emplace_back("READ_SIMPLY");
  return page;
}

}  // namespace codau::ocr
