#include "ocr/simple_reading.h"

#include <utility>

#include "ocr/compose.h"
#include "ocr/page_orientation.h"
#include "ocr/read_page.h"
#include "page/clean_page.h"
#include "page/x_height.h"
#include "raster/binarisation.h"
#include "raster/pixels.h"
#include "raster/rotation.h"

namespace codau::ocr {

OcrPage read_simply(OcrEngine& text, const image::PageImage& grey, std::uint32_t number) {
  const image::PixPtr ink =
      image::binarise_at(grey.pix.get(), image::compute_otsu_threshold(grey.pix.get()));
  image::CleanPage copy;  // its pictures are not asked for again
  copy.dpi = grey.dpi;
  copy.x_height = image::compute_default_x_height(grey.dpi);
  copy.transform.width = grey.width;
  copy.transform.height = grey.height;
  copy.transform.rotation = detect_orientation(text, grey.pix.get(), ink.get(), grey.dpi);
  const image::PixPtr turned = image::rotate_quarter_turns(grey.pix.get(), copy.transform.rotation);
  const Pix* const upright = turned ? turned.get() : grey.pix.get();
  const Box all = image::get_bounds(upright);
  copy.width = all.right;
  copy.height = all.bottom;
  ReadPage read;
  read.body = text.recognise(cut_text_picture(upright, all, grey.dpi, SegmentationMode::kBlock));
  OcrPage page = compose_page(read, copy, number);
  page.image_sha256 = grey.sha256;
  if (grey.is_truncated) page.warnings.emplace_back("IMAGE_TRUNCATED");
  page.warnings.emplace_back("READ_SIMPLY");
  return page;
}

}  // namespace codau::ocr
