// lines/word_gaps.h — words that a network joins although white stands between them → each
// alone.
#pragma once

#include <cstdint>
#include <vector>

#include "lines/read_line.h"

namespace codau::ocr {

/// Parts "8,9", "3-5", "6,8,", "4phù" and "()" where there is as much white as between the words of
/// the line: a network has seen few lists of numbers. Nothing is parted between two digits, around
/// full stops, colons and slashes, or between letters and dashes. `inked`: of each column of the
/// place from `left` on, whether it has ink; `height`: of the place. Law: letters and their order
/// stay.
void split_words_at_gaps(ReadLine& line, const std::vector<bool>& inked, std::int32_t left,
                         std::int32_t height);

}  // namespace codau::ocr
