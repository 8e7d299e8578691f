// ocr/handwriting.h — figures that a clerk put into a printed line by hand.
#pragma once

#include "lines/read_line.h"
#include "page/clean_page.h"

namespace codau::ocr {

/// Returns the line with ReadWord::is_handwritten set for words that begin with handwritten
/// figures, or with a label and handwritten figures. Judges only number and date lines, and only
/// the first one to four figures of a word, by the ink of the copy. Figures are handwritten if
/// they:
/// - reach further up or down than the type beside them,
/// - are drawn with a broader stroke,
/// - or take more room than so many figures do, because some were not read.
/// Figures without type to compare with count as type.
[[nodiscard]] ReadLine mark_handwriting(ReadLine line, const image::CleanPage& copy);

}  // namespace codau::ocr
