// lines/line_starts.h — what stands before the first word of a line: numerals of headings, dashes
// of lists.
#pragma once

#include "lines/read_line.h"
#include "page/clean_page.h"

namespace codau::ocr {

/// The recogniser folds I, II and III into one and takes them for L or H: before a heading in
/// capitals, and where the letters are no word ("VHIL"), the numeral is what its strokes say. A
/// tilde is a dash; a number of a lower level ("II.1") stays; a dash with white behind it is a word
/// of its own. Law: all but the first word of a line stays as it is.
[[nodiscard]] ReadLines correct_line_starts(const image::CleanPage& page, ReadLines lines);

/// The numeral of a heading from what was read of it and the strokes of its ink
/// (lines/stem_pattern.h):
/// ("HH", "|||") → "III". Empty where the two do not go together.
[[nodiscard]] std::string resolve_heading_numeral(std::string_view read,
                                                  std::string_view ink_stems);

}  // namespace codau::ocr
