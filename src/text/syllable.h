// text/syllable.h — checks whether letter strings are Vietnamese syllables. Source: sections 8.1 to
// 8.4 of "standards", the reference of the domain (CONTRIBUTING.md).
#pragma once

#include <string_view>

namespace codau::text {

/// Returns true if `nfc` is one syllable by the spelling rules: an onset, a rime, and at most one
/// tone mark. Case does not matter. Accepts any bytes.
/// 1. The tone mark may be in the old or the new place: "hòa", "hoà".
/// 2. A stop rime, which ends in c, ch, p or t, takes only the tone marks sắc (´) or nặng (dot
///    below). It may also lack its tone mark, as in text that lost its marks: "cac".
///
/// An illegal word is an abbreviation, a foreign word or an error. A legal word may still be the
/// wrong word.
[[nodiscard]] bool is_legal_syllable(std::string_view nfc) noexcept;

/// Does the same, but rejects stop rimes without a tone mark: "các" is legal, "cac" is not.
[[nodiscard]] bool is_legal_toned_syllable(std::string_view nfc) noexcept;

}  // namespace codau::text
