// lines/line_starts.h — corrects the first word of a line: numerals of headings, and dashes of
// lists.
#pragma once

#include "lines/read_line.h"
#include "page/clean_page.h"

namespace codau::ocr {

/// Returns `lines` with corrected first words. Laws: all other words stay.
/// 1. Recognisers misread I, II and III as one letter, or as L or H. Before a heading in capitals,
///    or if the letters are no word ("VHIL"), the strokes of the ink give the numeral.
/// 2. A tilde becomes a dash. A dash with white after it becomes a word of its own.
/// 3. A number of a lower level ("II.1") stays.
[[nodiscard]] ReadLines correct_line_starts(const image::CleanPage& page, ReadLines lines);

/// Returns the numeral of a heading, by the text that was read and by the strokes of its ink
/// (lines/stem_pattern.h): ("HH", "|||") → "III". Returns an empty text if they contradict each
/// other.
[[nodiscard]] std::string resolve_heading_numeral(std::string_view read,
                                                  std::string_view ink_stems);

}  // namespace codau::ocr
