#include "ocr/simple_reading.h"

#include "ocr/reading.h"

namespace codau::ocr {

OcrPage read_simply(Engine& text, const image::PageImage& grey, std::uint32_t number) {
  image::CleanPage copy;  // its pictures are not asked for again
  copy.width = grey.width;
  copy.height = grey.height;
  copy.dpi = grey.dpi;
  copy.placement.width = grey.width;
  copy.placement.height = grey.height;
  ReadPage read;
  read.body = text.read(grey.pix.get(), {0, 0, grey.width, grey.height}, grey.dpi, Mode::kBlock);
  OcrPage page = compose(read, copy, number);
  page.image_sha256 = grey.sha256;
  if (grey.truncated) page.warnings.emplace_back("IMAGE_TRUNCATED");
  page.warnings.emplace_back("READ_SIMPLY");
  return page;
}

}  // namespace codau::ocr
