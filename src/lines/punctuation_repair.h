// lines/punctuation_repair.h — corrects punctuation by the shape of its ink. On faxes and faint
// copies, recognisers confuse commas and full stops, and read marks that are not there.
#pragma once

#include <vector>

#include "lines/read_line.h"
#include "raster/page_image.h"

namespace codau::ocr {

/// Corrects the marks at the ends of words. `ink`: 1 bit, in whose pixels the boxes of `lines` are.
/// 1. A comma reaches below the baseline, and is higher than wide. A full stop is square, and
///    stands on the baseline.
/// 2. If a mark is too small to tell, the words decide. A full stop before a small letter is a
///    comma. A comma before a capital or a list item is a full stop, if the other commas have
///    tails.
/// 3. A mark without ink is removed.
/// 4. "<" over a bar is "≤".
/// Law: only the first and the last letter of a word change; no word is lost.
void correct_punctuation(const Pix* ink, ReadLines& lines);

/// Corrects the ends of items in a list of recipients, which have ";" (Decree 30/2020/NĐ-CP, annex
/// I, II.9). A ":" or "," before the next item becomes ";", because a fax lost a part of the sign.
/// The last item stays. So do lists with more of other signs, such as the Party's lists with ",".
[[nodiscard]] ReadLines correct_item_endings(ReadLines lines);

}  // namespace codau::ocr
