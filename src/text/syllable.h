// text/syllable.h — which letter strings are Vietnamese syllables (standards 8.1–8.4).
#pragma once

#include <string_view>

namespace codau::text {

/// True when `nfc` is one syllable by the rules of spelling: onset, rime and at most one tone,
/// which stands where old or new style put it ("hòa", "hoà"); stop rimes take sắc and nặng, or no
/// mark at all (stripped text). Case does not matter. An illegal word is an abbreviation, a loan or
/// an error; a legal one may still be the wrong word. Thread-safe, total.
[[nodiscard]] bool is_legal_syllable(std::string_view nfc) noexcept;

/// As is_legal_syllable, but stop rimes must have their tone: "cac" is none, "các" is one.
[[nodiscard]] bool is_legal_toned_syllable(std::string_view nfc) noexcept;

}  // namespace codau::text
