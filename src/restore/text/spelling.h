// restore/text/spelling.h — classifies letters, and converts words: UTF-32, case, place of the tone
// mark, and fold (letters in lower case without diacritics). Fast enough for every letter that the
// decoder tries. For whole texts use text/unicode.h.
#pragma once

#include <string>
#include <string_view>

#include "text/letters.h"

namespace codau::restore {

/// Returns true for letters and combining marks up to U+FFEF, except those of U+2000 to U+2BFF. The
/// test is by ranges, so it is also true for digits of other scripts and for some signs.
[[nodiscard]] constexpr bool is_letter(char32_t c) noexcept {
  if (text::letter(c)) return true;
  if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA;
  if (c < 0x2000) return c != 0xD7 && c != 0xF7;
  return c >= 0x2C00 && c < 0xFFF0 && !(c >= 0x2E00 && c < 0x3040) && !(c >= 0xE000 && c < 0xF900);
}
/// Returns true for an ASCII letter, and for every byte of a non-ASCII character in UTF-8. Such a
/// byte may be a part of a Vietnamese letter.
[[nodiscard]] constexpr bool is_letter_byte(char c) noexcept {
  return static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
/// Returns true for Vietnamese capitals and for Latin capitals below U+017F.
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
/// Returns the fold of an ASCII or Vietnamese letter: its small letter without diacritics (Ế → e, đ
/// → d). Returns any other character unchanged.
[[nodiscard]] constexpr char32_t fold(char32_t c) noexcept {
  const text::Letter letter = text::letter(c);
  return letter ? static_cast<char32_t>(letter.bare) : c;
}

/// Returns true if all characters are capitals; true for an empty word.
[[nodiscard]] constexpr bool are_all_upper(std::u32string_view word) noexcept {
  for (const char32_t c : word) {
    if (!is_upper(c)) return false;
  }
  return true;
}

// Precondition of the functions below: strings are well-formed UTF-8 in NFC, or UTF-32 of such
// text.

/// Returns the code points of `utf8`.
[[nodiscard]] std::u32string to_utf32(std::string_view utf8);
/// Returns the word with all letters small.
[[nodiscard]] std::u32string to_lower(std::u32string_view word);
/// Returns the code points as UTF-8.
[[nodiscard]] std::string to_utf8(std::u32string_view code_points);

/// Returns the word as the language model spells it, in lower case: "Hoá" → "hóa". At the end of a
/// word, oa, oe and uy have the tone on the first vowel (quy on the second).
/// Laws: idempotent; keeps the fold.
[[nodiscard]] std::string to_model_spelling(std::string_view nfc);
/// Returns a word that ends in oa, oe or uy (not quy) with the tone on the second vowel: "hóa" →
/// "hoá". Returns any other word unchanged. Precondition: `word` is in the spelling of
/// to_model_spelling().
[[nodiscard]] std::u32string with_late_tone(std::u32string word);
/// Returns the word with the fold() of each letter: "Đảng" → "dang".
[[nodiscard]] std::string fold_word(std::string_view nfc);

}  // namespace codau::restore
