// ocr/unread_ink.h — finds ink in the blanks of header lines that was not read.
#pragma once

#include "ocr/read_page.h"
#include "page/clean_page.h"
#include "raster/page_image.h"

namespace codau::ocr {

/// Flags each word that is followed by ink that was not read (ReadWord::has_unread_ink_after).
/// Checks all header lines, and the number and date lines of the body. The ink stands between two
/// letters of the line, or after its last letter, and is as tall as a letter. Leader dots and
/// rulings do not count. The argument `image` is the page image, because the clean copy lacks
/// coloured ink.
void flag_unread_ink(ReadPage& page, const image::CleanPage& copy, const image::PageImage& image);

}  // namespace codau::ocr
