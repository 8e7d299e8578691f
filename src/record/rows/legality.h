// record/rows/legality.h — detects text that cannot be Vietnamese (standards 8.4,
// TEXT_ILLEGAL_SYLLABLE).
#pragma once

#include <string_view>

namespace codau::record {

/// Returns whether more than one word in twenty violates the spelling rules of Vietnamese
/// syllables. `nfc`: text in Unicode NFC. These words are not counted:
/// 1. numbers, also with a unit;
/// 2. illegal words of a single letter, with two capitals, or with a capital and a digit
///    (abbreviations and codes, 8.7);
/// 3. web and e-mail addresses, and paths with backslashes.
[[nodiscard]] bool is_badly_spelled(std::string_view nfc);

}  // namespace codau::record
