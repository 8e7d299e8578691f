// ocr/re_recognition.h — looks again at the picture of doubtful lines.
#pragma once

#include "lines/ocr_engine.h"
#include "lines/read_line.h"
#include "page/clean_page.h"

namespace codau::ocr {

/// Returns `lines` with numerals corrected by their strokes: at the starts of lines
/// (lines/line_starts.h) and in quarters (ocr/quarter_numerals.h).
[[nodiscard]] ReadLines correct_numerals(const image::CleanPage& page, ReadLines lines);

/// Reads doubtful lines of a closing again: recipients and names are short lines without context. A
/// line with a doubtful word is read alone, in its size and smaller. The new reading replaces it if
/// it is much surer and keeps all certain words at its ends.
[[nodiscard]] ReadLines re_recognise_doubtful_lines(const image::CleanPage& page, OcrEngine& text,
                                                    ReadLines lines);

}  // namespace codau::ocr
