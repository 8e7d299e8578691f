// ocr/compose.h — makes an OcrPage of the recognised parts of a page.
#pragma once

#include <cstdint>

#include "core/ocr_page.h"
#include "ocr/read_page.h"
#include "page/clean_page.h"

namespace codau::ocr {

/// Returns the parts in reading order (ocr/reading_order.h), with a role for each line, and with
/// boxes in pixels of the page image. The argument `number` is the number of the page, from 1.
/// Laws: blocks tile lines, lines tile words (core/ocr_page.h); no word is lost.
[[nodiscard]] OcrPage compose_page(const ReadPage& read, const image::CleanPage& copy,
                                   std::uint32_t number);

}  // namespace codau::ocr
