// record/rows/legality.h — how much of a text cannot be Vietnamese (standards 8.4,
// TEXT_ILLEGAL_SYLLABLE).
#pragma once

#include <string_view>

namespace codau::record {

/// True when more than one word in twenty is no syllable by the rules of spelling. Numbers, words
/// with two capitals or a capital and a digit (abbreviations, codes, 8.7) and addresses do not
/// count.
[[nodiscard]] bool is_badly_spelled(std::string_view nfc);

}  // namespace codau::record
