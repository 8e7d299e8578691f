// restore/text/look_alikes.h — characters that readers take for one another by their shape. Written
// by hand, each pair once (look_alikes.cpp) with the questions that it is an answer to: what an
// engine really made of letters the channels have learnt (channel.h), and these are for where they
// say nothing, and for lists, numbers and numerals, which no channel reads.
#pragma once

#include <cstdint>
#include <string>

namespace codau::restore {

/// True where `seen`, its case and its marks apart, has much the shape of `plain`, a small letter
/// without marks, or is that letter and others look like it.
[[nodiscard]] bool are_alike(char32_t plain, char32_t seen) noexcept;

/// The letters that `seen`, a small letter or a sign, may be where a list has its letter ("¢)" is
/// c or e), in the order in which they are tried; empty for what is taken for nothing else.
[[nodiscard]] std::u32string letters_of_list(char32_t seen);

/// The digit that `seen` is or may be where a number is expected: "l" → '1'; 0 for none.
[[nodiscard]] char digit_of(char32_t seen) noexcept;

/// True for what the stroke of a Roman numeral is read as: "I1I".
[[nodiscard]] bool is_like_stroke(char32_t seen) noexcept;

/// True for what an engine without Đ makes of it among capitals: "HPND".
[[nodiscard]] bool is_like_capital_d(char32_t seen) noexcept;

/// True for signs that look like a horn, a tone or a circumflex beside or above a letter.
[[nodiscard]] bool is_like_mark(char32_t seen) noexcept;

/// True for signs that a speck is read as: alone at the border of a line they are none of its text.
[[nodiscard]] bool is_like_speck(char32_t seen) noexcept;

/// True where the capital of `plain`, a small letter without marks, has the shape of a small letter
/// (of its own, or I of l), so that only its size tells which of them it is.
[[nodiscard]] bool has_small_shape_in_capitals(char32_t plain) noexcept;

/// Where a sign may stand for a letter.
enum class StandsForLetter : std::uint8_t {
  kNever,
  kAnywhere,      ///< ¢ € & ~ § @ …: nobody writes them in plans
  kAmongLetters,  ///< ? ! | [ ] ’ …: with letters on both sides only, they are written elsewhere
};
[[nodiscard]] StandsForLetter stands_for_letter(char32_t sign) noexcept;

}  // namespace codau::restore
