// ocr/read_handwriting.h — reads numbers, days and months that are handwritten or stamped into a
// printed line.
#pragma once

#include "ocr/read_page.h"
#include "page/clean_page.h"
#include "raster/page_image.h"
#include "recogniser/line_network.h"

namespace codau::ocr {

/// Reads the number and date lines of the header again, and such lines of the body with handwritten
/// or unread values. One word with the value that `network` finds replaces what was read in its
/// place, in two cases:
/// 1. The value is handwritten or was not read.
/// 2. It was read as print, and `network` is sure that it is another value.
/// ReadWord::is_handwritten of that word is true, its confidence is the probability of the value,
/// and its alternatives are other values. Other handwritten words get
/// ReadWord::has_unread_ink_after: their text is a guess.
/// `network`: find_handwriting_lstm(); null: no value is found. `image`: the page as it came,
/// because the clean copy lacks coloured ink.
void read_handwriting(ReadPage& page, const image::CleanPage& copy, const image::PageImage& image,
                      const recogniser::LineNetwork* network);

}  // namespace codau::ocr
