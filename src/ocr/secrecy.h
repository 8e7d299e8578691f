// ocr/secrecy.h — marks of secrecy that were stamped on a page.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "image/page_image.h"
#include "ocr/engine.h"
#include "text/secrecy_mark.h"

namespace codau::ocr {

/// What was read on one stamp, or found by image/mark_finder.h, and the mark that it makes.
struct StampReading {
  image::PixPtr picture;  ///< none where the finder alone sees one
  Box box;                ///< as image::Stamp has it
  std::string text;
  double confidence = 0;  ///< of the reading, or how sure the finder is
  text::SecrecyMark mark = text::SecrecyMark::kNone;
};
/// All stamps in the head of a page (image/stamps.h), in colour and in black: read as print;
/// the finder of marks looks at the head as well.
/// `degrees`: the turn that makes the page upright.
[[nodiscard]] std::vector<StampReading> read_stamps(Engine& engine, const image::PageImage& page,
                                                    std::int32_t degrees);

/// The strongest mark of them.
[[nodiscard]] text::SecrecyMark stamped_secrecy(Engine& engine, const image::PageImage& page,
                                                std::int32_t degrees);

}  // namespace codau::ocr
