// ocr/handwriting.h — finds digits that a clerk wrote by hand into a printed line.
#pragma once

#include "lines/read_line.h"
#include "page/clean_page.h"

namespace codau::ocr {

/// Returns the line with ReadWord::is_handwritten set for words that begin with handwritten digits,
/// or with a label and handwritten digits. Examines only lines with a document number or a date.
/// Of a word, only the first one to four digits are examined, by the ink of `copy`. Digits are
/// handwritten if they:
/// 1. reach further up or down than the print beside them;
/// 2. are drawn with a broader stroke;
/// 3. or take more room than so many digits need, because some were not read.
/// Digits without print to compare with count as printed.
[[nodiscard]] ReadLine mark_handwriting(ReadLine line, const image::CleanPage& copy);

}  // namespace codau::ocr
