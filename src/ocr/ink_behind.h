// ocr/ink_behind.h — ink that stands in the blanks of a printed line and was not read.
#pragma once

#include "image/clean.h"
#include "image/page_image.h"
#include "ocr/reading.h"

namespace codau::ocr {

/// Marks the words of the head, and of lines of number and date in the body,
/// (ReadWord::ink_behind) behind one of whose letters, dots apart, `image`, the page as it came,
/// has ink of any colour as high as letters where nothing was read: in the blank before the next
/// letter, or behind the last one. The clean copy does not have it all: ink in colour was taken
/// out.
void mark_ink_behind(ReadPage& page, const image::CleanPage& copy, const image::PageImage& image);

}  // namespace codau::ocr
