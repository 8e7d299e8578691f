// restore/text/look_alikes.h — tells which characters have similar shapes, by a table written by
// hand. The table is used for list marks ("a)", "b)"), numbers and Roman numerals. It is also used
// for misreadings that the trained error models (channel/channel.h) do not know. The argument
// `seen` is always a character as an OCR engine read it.
#pragma once

#include <cstdint>
#include <string>

namespace codau::restore {

/// Returns true if `seen`, without its case and diacritics, is the letter `plain` or looks like it:
/// ¢ looks like c. Returns false if `plain` is not one of b c e g i l o q s.
[[nodiscard]] bool are_alike(char32_t plain, char32_t seen) noexcept;

/// Returns the letters that may have been misread as `seen` in a list mark, the likeliest first:
/// "ce" for ¢. Returns an empty string for capitals, and for all characters without look-alikes.
[[nodiscard]] std::u32string list_letters_like(char32_t seen);

/// Returns the digit that an engine may have misread as `seen` in a number: '1' for 'l'. Returns a
/// digit unchanged, and '\0' for all other characters.
[[nodiscard]] char digit_like(char32_t seen) noexcept;

/// Returns true if `seen` may be a misread I in a Roman numeral: the 1 of "I1I". Returns false for
/// I itself.
[[nodiscard]] bool is_like_stroke(char32_t seen) noexcept;

/// Returns true if an engine that does not know Đ may have read `seen` for Đ: the P of "HPND".
[[nodiscard]] bool is_like_capital_d(char32_t seen) noexcept;

/// Returns true for a sign that looks like a horn, a tone mark or a circumflex: ' ^ ~ ? and others.
[[nodiscard]] bool is_like_mark(char32_t seen) noexcept;

/// Returns true for a sign that engines read from specks of dirt: ~ ° and others. Such a sign alone
/// at the start or end of a line is no text.
[[nodiscard]] bool is_like_speck(char32_t seen) noexcept;

/// Returns true for letters whose case is uncertain by shape: c o s u v w x z i l. The capitals of
/// c o s u v w x z look like the small letters. A capital I looks like a small l. Precondition:
/// `plain` is a small letter without diacritics.
[[nodiscard]] bool has_small_shape_in_capitals(char32_t plain) noexcept;

/// The positions at which a sign may be a misread letter.
enum class LetterSubstitute : std::uint8_t {
  kNever,         ///< the character is never a misread letter
  kAnywhere,      ///< ¢ € & ~ § @ and others that are rare in documents
  kAmongLetters,  ///< ? ! | [ ] ’ and others: between letters only; elsewhere they are punctuation
};
/// Returns the positions at which `sign` may be a misread letter.
[[nodiscard]] LetterSubstitute classify_letter_substitute(char32_t sign) noexcept;

}  // namespace codau::restore
