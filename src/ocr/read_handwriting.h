// ocr/read_handwriting.h — reads numbers, days and months that are handwritten or stamped into a
// printed line.
#pragma once

#include "ocr/read_page.h"
#include "page/clean_page.h"
#include "raster/page_image.h"
#include "recogniser/line_network.h"

namespace codau::ocr {

/// Reads number and date lines again: those of the header, and those of the body that have
/// handwritten or unread values. A word with the value that `network` finds replaces the words in
/// its place in two cases:
/// 1. The value is handwritten or was not read.
/// 2. It was read as print, and `network` reads another value.
/// In that word, ReadWord::is_handwritten is true, the confidence is the probability of the value,
/// and the alternatives are other values. Other handwritten words are guesses: they get
/// ReadWord::has_unread_ink_after. The argument `network` is OcrEngine::handwriting_network();
/// null: no value is found. The argument `image` is the page image, because the clean copy lacks
/// coloured ink.
void read_handwriting(ReadPage& page, const image::CleanPage& copy, const image::PageImage& image,
                      const recogniser::LineNetwork* network);

}  // namespace codau::ocr
