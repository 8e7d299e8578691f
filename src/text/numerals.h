// text/numerals.h — parses and formats the numerals and letters that number the parts of a
// document. Source: section 2 of "standards", the reference of the domain (CONTRIBUTING.md).
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace codau::text {

/// Returns the number that the ASCII digits spell: "07" → 7. Returns nothing if `digits` is empty,
/// has another character than digits, or is above 2³¹ − 1.
[[nodiscard]] std::optional<std::int32_t> parse_whole_number(std::string_view digits);

/// Returns the digits of a day or a month as two: "5" → "05". Longer texts are returned unchanged.
[[nodiscard]] std::string pad_to_two(std::string_view digits);
/// Returns `number` without leading zeros, because "07" and "7" are the same document number.
/// Returns an empty text for "0".
[[nodiscard]] constexpr std::string_view strip_leading_zeros(std::string_view number) {
  return number.substr(std::min(number.find_first_not_of('0'), number.size()));
}

// A point (điểm) of a legal document is numbered by a letter, from the first to the last of these:
// `a b c d đ e g h i k l m n o p q r s t u v x y`.
inline constexpr std::int32_t kMaxPointLetterValue = 23;  ///< the number of point letters
inline constexpr std::int32_t kMaxRomanValue = 39;  ///< the highest Roman numeral that is read

/// Returns the number of a point letter in lower case and NFC, from 1 for "a"; 0 for any other
/// text.
[[nodiscard]] std::int32_t parse_point_letter(std::string_view letter);
/// Returns the point letter of a number. Precondition: 1 <= value <= kMaxPointLetterValue. Law:
/// parse_point_letter(to_point_letter(n)) is n.
[[nodiscard]] std::string to_point_letter(std::int32_t value);
/// Returns the value of a Roman numeral in capitals, 1 to kMaxRomanValue; 0 for any other text.
[[nodiscard]] std::int32_t parse_roman(std::string_view roman);
/// Returns the Roman numeral of a value. Precondition: 1 <= value <= kMaxRomanValue. Law:
/// parse_roman(format_roman(n)) is n.
[[nodiscard]] std::string format_roman(std::int32_t value);

/// Returns the Roman numeral that was probably printed, given its glyphs as they were read: "I11" →
/// "III", "HI" → "III", "TV" → "IV".
/// 1. I 1 l | ! L are I, and so is T before another glyph.
/// 2. H and U are II: two strokes that touch.
/// 3. V, v and Y are V, but "Vv" is one V, recognised twice.
/// 4. X and x are X.
/// Returns an empty text if there is any other glyph. Law: a Roman numeral up to kMaxRomanValue is
/// unchanged.
[[nodiscard]] std::string correct_roman_glyphs(std::string_view glyphs);

/// Returns the numeral with each run of I reduced to one I: "VIII" and "VII" → "VI". Recognisers
/// miscount the strokes of I, so two numerals with the same result may be one numeral.
[[nodiscard]] std::string collapse_repeated_strokes(std::string_view roman);

}  // namespace codau::text
