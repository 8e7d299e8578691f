// ocr/simple_reading.h — the second attempt on a page that ended a worker or its patience.
#pragma once

#include <cstdint>

#include "core/values.h"
#include "lines/ocr_engine.h"
#include "raster/page_image.h"

namespace codau::ocr {

/// A grey picture made upright and read in one piece, as a single block of lines: no clean-up, no
/// columns, no tables, no second opinions. What was too much for the full way does not happen here.
/// The page carries the warning "READ_SIMPLY".
[[nodiscard]] OcrPage read_simply(OcrEngine& text, const image::PageImage& grey,
                                  std::uint32_t number);

}  // namespace codau::ocr
