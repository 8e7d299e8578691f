// ocr/re_recognition.h — what the picture says of lines beyond their first reading, where that is
// in doubt.
#pragma once

#include "lines/ocr_engine.h"
#include "lines/read_line.h"
#include "page/clean_page.h"

namespace codau::ocr {

/// With what their strokes say where lines begin and quarters stand.
[[nodiscard]] ReadLines correct_numerals(const image::CleanPage& page, ReadLines lines);

/// The list and names of a closing are short lines that no running text explains: one with a
/// doubtful word is read again alone, at its size and smaller, and a reading that is much surer
/// replaces it; no word that was sure is lost from its ends.
[[nodiscard]] ReadLines re_recognise_doubtful_lines(const image::CleanPage& page, OcrEngine& text,
                                                    ReadLines lines);

}  // namespace codau::ocr
