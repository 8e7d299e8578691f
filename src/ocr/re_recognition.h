// ocr/re_recognition.h — what the picture says of lines beyond their first reading, where that is
// in doubt.
#pragma once

#include "lines/engine.h"
#include "lines/read_line.h"
#include "page/sheet.h"

namespace codau::ocr {

/// With what their strokes say where lines begin and quarters stand.
[[nodiscard]] Lines settled(const image::CleanPage& page, Lines lines);

/// The list and names of a closing are short lines that no running text explains: one with a
/// doubtful word is read again alone, at its size and smaller, and a reading that is much surer
/// replaces it; no word that was sure is lost from its ends.
[[nodiscard]] Lines reread_where_doubtful(const image::CleanPage& page, Engine& text, Lines lines);

}  // namespace codau::ocr
