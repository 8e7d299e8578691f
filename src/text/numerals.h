// text/numerals.h — the numerals and letters that number the parts of a document (standards 2).
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace codau::text {

/// The whole number that ASCII digits spell; nothing for no digits, for anything else among them,
/// and for more than an int32 holds.
[[nodiscard]] std::optional<std::int32_t> whole_number(std::string_view digits);

/// "07" and "7" are one number of a document (standards 3.2).
[[nodiscard]] constexpr std::string_view without_zeros(std::string_view number) {
  return number.substr(std::min(number.find_first_not_of('0'), number.size()));
}

inline constexpr std::int32_t kLastLetter = 23;
inline constexpr std::int32_t kLastRoman = 39;

/// The place of a Vietnamese point letter from 1 (a b c d đ e g h i k …); 0 for none.
[[nodiscard]] std::int32_t letter_value(std::string_view letter);
/// Law: letter_value(letter_of(n)) is n for 1 … kLastLetter.
[[nodiscard]] std::string letter_of(std::int32_t value);
/// The value of a Roman numeral up to kLastRoman; 0 for none.
[[nodiscard]] std::int32_t roman_value(std::string_view roman);
/// Law: roman_value(roman_of(n)) is n for 1 … kLastRoman.
[[nodiscard]] std::string roman_of(std::int32_t value);

/// "I11" → "III", "HI" → "III", "TV" → "IV": the glyphs I, 1, l, |, !, T and a later L are strokes,
/// H and U two that touch, "Vv" one V seen twice; empty when another glyph is there. Law: a Roman
/// numeral stays.
[[nodiscard]] std::string roman_of_glyphs(std::string_view printed);

/// A Roman numeral with its runs of I drawn together, as recognisers see strokes that repeat:
/// "VIII" and "VII" → "VI".
[[nodiscard]] std::string without_repeated_strokes(std::string_view roman);

}  // namespace codau::text
