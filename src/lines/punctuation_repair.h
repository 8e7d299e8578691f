// lines/punctuation_repair.h — punctuation judged by the shape of its ink: on faxes and faint
// copies the recogniser takes commas for stops, and sees marks where there are none.
#pragma once

#include <vector>

#include "lines/read_line.h"
#include "raster/page_image.h"

namespace codau::ocr {

/// `ink`: 1 bit, in whose pixels the boxes of `lines` are. At the end of a word, a comma reaches
/// below the baseline and is higher than wide, a stop is square and stands on it; where the mark is
/// too small to tell, a stop inside a sentence (a lower-case word behind it) is a comma, and a
/// comma in front of a capital or of an item of a list a stop if the other commas have tails. A
/// mark without ink is none. "<" over a bar is "≤". Law: only the first and the last letter of a
/// word change; no word is lost.
void correct_punctuation(const Pix* ink, ReadLines& lines);

/// Lines of a list of recipients whose items end in ";" (Decree 30/2020/NĐ-CP, annex I, II.9, all
/// but the last): ":" or "," in front of the next item is one of which a fax lost a part. Lists in
/// which others are more, as the Party's with ",", stay.
[[nodiscard]] ReadLines correct_item_endings(ReadLines lines);

}  // namespace codau::ocr
