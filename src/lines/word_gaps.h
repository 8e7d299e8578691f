// lines/word_gaps.h — splits words that a network joined although there is white between them.
#pragma once

#include <cstdint>
#include <vector>

#include "lines/read_line.h"

namespace codau::ocr {

/// Splits words such as "8,9", "3-5", "6,8,", "4phù" and "()" at gaps as wide as those between the
/// words of the line. Networks join these, because they have seen few lists of numbers. Never
/// splits between two digits, at full stops, colons and slashes, or between letters and dashes.
/// Arguments:
/// 1. `inked`: for each column from `left` on, whether it has ink.
/// 2. `height`: the height of the crop in pixels.
/// Law: the letters and their order stay.
void split_words_at_gaps(ReadLine& line, const std::vector<bool>& inked, std::int32_t left,
                         std::int32_t height);

}  // namespace codau::ocr
