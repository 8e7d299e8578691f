// ocr/compose.h — what was read of a page, put in order.
#pragma once

#include <cstdint>

#include "core/ocr_page.h"
#include "ocr/read_page.h"
#include "page/clean_page.h"

namespace codau::ocr {

/// Puts the parts in reading order, gives each line its role from place and wording, and leads all
/// boxes back to the page as it came. Laws: blocks tile lines, lines tile words, no word is lost.
[[nodiscard]] OcrPage compose_page(const ReadPage& read, const image::CleanPage& copy,
                                   std::uint32_t number);

}  // namespace codau::ocr
