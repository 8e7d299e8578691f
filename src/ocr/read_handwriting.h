// ocr/read_handwriting.h — reads numbers, days and months that are handwritten or stamped into a
// printed line.
#pragma once

#include "ocr/read_page.h"
#include "page/clean_page.h"
#include "raster/page_image.h"
#include "recogniser/line_network.h"

namespace codau::ocr {

/// Reads the number and date lines again in which a value is handwritten or was not read. Where
/// `network` finds a value, one word with it replaces whatever was read in its place:
/// ReadWord::is_handwritten is true, the confidence is the probability of the value, and the
/// alternatives are other values. Other handwritten words get ReadWord::has_unread_ink_after: their
/// text is a guess. `network`: find_handwriting_lstm(); null: no value is found. `image`: the page
/// as it came, because the clean copy lacks coloured ink.
void read_handwriting(ReadPage& page, const image::CleanPage& copy, const image::PageImage& image,
                      const recogniser::LineNetwork* network);

}  // namespace codau::ocr
