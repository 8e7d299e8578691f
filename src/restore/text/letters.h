// restore/text/letters.h — classifies and respells letters and words for the decoder. These
// functions are fast enough for every letter of every candidate. For whole texts use
// text/unicode.h.
#pragma once

#include <string>
#include <string_view>

#include "text/letters.h"

namespace codau::restore {

/// Returns true for letters of any script and for combining marks. The test is by ranges of code
/// points, so a few rare signs count too.
[[nodiscard]] constexpr bool is_letter(char32_t c) noexcept {
  if (text::letter(c)) return true;
  if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA;
  if (c < 0x2000) return c != 0xD7 && c != 0xF7;
  return c >= 0x2C00 && c < 0xFFF0 && !(c >= 0x2E00 && c < 0x3040) && !(c >= 0xE000 && c < 0xF900);
}
/// Returns true for an ASCII letter and for every byte of a non-ASCII character in UTF-8. Such a
/// byte may be a part of a letter with marks.
[[nodiscard]] constexpr bool is_letter_byte(char c) noexcept {
  return static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
/// Returns true for capitals of the Latin alphabets up to U+017F and of Vietnamese.
[[nodiscard]] constexpr bool is_upper(char32_t c) noexcept {
  if (const text::Letter letter = text::letter(c)) return letter.upper;
  if (c < 0x100) return c >= 0xC0 && c <= 0xDE && c != 0xD7;
  if (c >= 0x17F) return false;
  const bool capitals_are_odd = (c > 0x137 && c < 0x149) || c > 0x178;
  return c == 0x178 || (c % 2 == 1) == capitals_are_odd;
}
/// Returns the small letter of an ASCII or Vietnamese letter; returns any other character
/// unchanged.
[[nodiscard]] constexpr char32_t to_lower(char32_t c) noexcept {
  text::Letter letter = text::letter(c);
  letter.upper = false;
  return letter ? text::with_tone(letter, letter.tone) : c;
}
/// Returns the capital of an ASCII or Vietnamese letter; returns any other character unchanged.
[[nodiscard]] constexpr char32_t to_upper(char32_t c) noexcept {
  text::Letter letter = text::letter(c);
  letter.upper = true;
  return letter ? text::with_tone(letter, letter.tone) : c;
}
/// Returns the fold of an ASCII or Vietnamese letter: its small letter without marks (Ế → e, đ →
/// d). Returns any other character unchanged.
[[nodiscard]] constexpr char32_t fold(char32_t c) noexcept {
  const text::Letter letter = text::letter(c);
  return letter ? static_cast<char32_t>(letter.bare) : c;
}

/// Returns true if all characters are capitals by is_upper(); true for an empty word.
[[nodiscard]] constexpr bool are_all_upper(std::u32string_view word) noexcept {
  for (const char32_t c : word) {
    if (!is_upper(c)) return false;
  }
  return true;
}

/// Returns the code points of `utf8`. Precondition, here and below: text is well-formed UTF-8, NFC.
[[nodiscard]] std::u32string to_utf32(std::string_view utf8);
/// Returns the code points as UTF-8.
[[nodiscard]] std::string to_utf8(std::u32string_view code_points);

/// Returns the word as the language model spells it ("Hoá" → "hóa"). It is in lower case; the tone
/// of an open oa, oe or uy is on the first vowel. Open means that the word ends there. A uy after q
/// does not count.
/// Laws: idempotent; keeps the fold.
[[nodiscard]] std::string to_model_spelling(std::string_view nfc);
/// Returns a word of to_model_spelling() with the tone of open oa, oe, uy on the second vowel
/// ("hóa" → "hoá"). Returns any other word unchanged.
[[nodiscard]] std::u32string with_late_tone(std::u32string word);
/// Returns the fold of a word, letter by letter: "Đảng" → "dang".
[[nodiscard]] std::string fold_word(std::string_view nfc);

}  // namespace codau::restore
