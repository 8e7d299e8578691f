// ocr/simple_reading.h — the second attempt to read a page that ended a worker process, or took too
// long.
#pragma once

#include <cstdint>

#include "core/values.h"
#include "lines/ocr_engine.h"
#include "raster/page_image.h"

namespace codau::ocr {

/// Turns the picture upright and reads it as one block of lines. Makes no clean copy, and looks for
/// no columns or tables, because these steps may have failed. The result has the warning
/// "READ_SIMPLY". Arguments: `grey` has 8 bits; `number` is the number of the page, from 1.
[[nodiscard]] OcrPage read_simply(OcrEngine& text, const image::PageImage& grey,
                                  std::uint32_t number);

}  // namespace codau::ocr
