// text/syllable.h — checks whether letter strings are Vietnamese syllables (standards 8.1–8.4).
#pragma once

#include <string_view>

namespace codau::text {

/// Returns true if `nfc` is one syllable by the spelling rules: an onset, a rime and at most one
/// tone mark. The tone mark may be placed in the old or the new style ("hòa", "hoà"). Stop rimes,
/// which end in c, ch, p or t, take sắc or nặng, or no tone mark (stripped text). Case does not
/// matter. An illegal word is an abbreviation, a loan or an error; a legal word may still be the
/// wrong word. Thread-safe, total.
[[nodiscard]] bool is_legal_syllable(std::string_view nfc) noexcept;

/// Returns true as is_legal_syllable does, except that stop rimes must have a tone mark: "các" is
/// legal, "cac" is not.
[[nodiscard]] bool is_legal_toned_syllable(std::string_view nfc) noexcept;

}  // namespace codau::text
