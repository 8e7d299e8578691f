// ocr/secrecy.h — marks of secrecy that were stamped on a page.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "image/page_image.h"
#include "ocr/engine.h"
#include "text/secrecy_mark.h"

namespace codau::ocr {

/// The strongest mark on the stamps in the head of a page (image/stamps.h), in colour and in black.
/// `degrees`: the turn that makes the page upright.
[[nodiscard]] text::SecrecyMark stamped_secrecy(Engine& engine, const image::PageImage& page,
                                                std::int32_t degrees);

/// What was read on one stamp, and the mark that it makes; for developers.
struct StampReading {
  image::PixPtr picture;
  Box box;
  bool coloured = false, framed = false;
  std::string text;
  double confidence = 0;
  text::SecrecyMark mark = text::SecrecyMark::kNone;
};
[[nodiscard]] std::vector<StampReading> read_stamps(Engine& engine, const image::PageImage& page,
                                                    std::int32_t degrees);

}  // namespace codau::ocr
