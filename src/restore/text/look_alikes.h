// restore/text/look_alikes.h — characters with similar shapes. The table (look_alikes.cpp) is
// written by hand and has each pair once. The learnt channels (channel.h) know the errors that
// engines really made. This table serves pairs that the channels have not seen. It also serves list
// marks, numbers and Roman numerals, which no channel reads.
#pragma once

#include <cstdint>
#include <string>

namespace codau::restore {

/// Returns true if `seen`, without its case and marks, is `plain` or has a similar shape. Returns
/// false if `plain` is not a small letter without marks, or has no look-alikes.
[[nodiscard]] bool are_alike(char32_t plain, char32_t seen) noexcept;

/// Returns the letters that `seen`, a small letter or a sign, may mean in a list mark. "¢)" may be
/// "c)" or "e)". Callers try the letters in this order. Returns an empty string if no letter fits.
[[nodiscard]] std::u32string list_letters_like(char32_t seen);

/// Returns the digit that `seen` is, or may be among digits: "l" → '1'. Returns 0 if there is no
/// such digit.
[[nodiscard]] char digit_like(char32_t seen) noexcept;

/// Returns true if `seen` may be the stroke of a Roman numeral: "I1I".
[[nodiscard]] bool is_like_stroke(char32_t seen) noexcept;

/// Returns true if `seen` may be a Đ among capitals, read by an engine without Đ: "HPND".
[[nodiscard]] bool is_like_capital_d(char32_t seen) noexcept;

/// Returns true for signs that look like a horn, a tone or a circumflex beside or above a letter.
[[nodiscard]] bool is_like_mark(char32_t seen) noexcept;

/// Returns true for signs that engines read from specks of dirt. Such a sign alone at the border of
/// a line is no text.
[[nodiscard]] bool is_like_speck(char32_t seen) noexcept;

/// Returns true for small letters without marks whose case the shape does not tell. C O S U V W X Z
/// look like their own small letters, and capital I looks like small l.
[[nodiscard]] bool has_small_shape_in_capitals(char32_t plain) noexcept;

/// The positions where a sign may stand for a letter.
enum class LetterSubstitute : std::uint8_t {
  kNever,
  kAnywhere,      ///< ¢ € & ~ § @ …: nobody writes them in plans
  kAmongLetters,  ///< ? ! | [ ] ’ …: only between letters, they are written elsewhere
};
[[nodiscard]] LetterSubstitute classify_letter_substitute(char32_t sign) noexcept;

}  // namespace codau::restore
