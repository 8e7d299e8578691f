// ocr/handwriting.h — figures that a clerk put into a printed line by hand.
#pragma once

#include "image/clean.h"
#include "ocr/reading.h"

namespace codau::ocr {

/// The line, its words marked that begin with figures by hand, or with a label and these: of the
/// lines of number and date those whose first one to four figures, by the ink of the copy, reach
/// further up or down than the type beside them, are drawn with a broader stroke, or take more room
/// than so many figures do, since not all of them were read. Where there is no type to compare with
/// it is taken for type.
[[nodiscard]] ReadLine with_hands_marked(ReadLine line, const image::CleanPage& copy);

}  // namespace codau::ocr
