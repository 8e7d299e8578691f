// text/numerals.h — the numerals and letters that number the parts of a document (standards 2).
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace codau::text {

/// Returns the whole number that `digits` spell in ASCII. Returns nothing for an empty text, for
/// any other character, and for a number beyond int32.
[[nodiscard]] std::optional<std::int32_t> parse_whole_number(std::string_view digits);

/// Returns `number` without leading zeros: "07" and "7" are the same document number (standards
/// 3.2).
[[nodiscard]] constexpr std::string_view strip_leading_zeros(std::string_view number) {
  return number.substr(std::min(number.find_first_not_of('0'), number.size()));
}

inline constexpr std::int32_t kMaxPointLetterValue = 23;
inline constexpr std::int32_t kMaxRomanValue = 39;

/// Returns the position of a Vietnamese point letter from 1 (a b c d đ e g h i k …); 0 for any
/// other text.
[[nodiscard]] std::int32_t parse_point_letter(std::string_view letter);
/// Returns the point letter at a position. Law: parse_point_letter(to_point_letter(n)) is n for 1 …
/// kMaxPointLetterValue.
[[nodiscard]] std::string to_point_letter(std::int32_t value);
/// Returns the value of a Roman numeral up to kMaxRomanValue; 0 for any other text.
[[nodiscard]] std::int32_t parse_roman(std::string_view roman);
/// Returns the Roman numeral of a value. Law: parse_roman(format_roman(n)) is n for 1 …
/// kMaxRomanValue.
[[nodiscard]] std::string format_roman(std::int32_t value);

/// Returns the Roman numeral that misread glyphs stand for: "I11" → "III", "HI" → "III", "TV" →
/// "IV". The glyphs I, 1, l, |, ! and L are single strokes, and so is T before another glyph. H and
/// U are two strokes that touch. V, v and Y are V, but "Vv" is one V recognised twice; X and x are
/// X. Returns an empty text if any other glyph occurs. Law: a Roman numeral up to kMaxRomanValue is
/// unchanged.
[[nodiscard]] std::string correct_roman_glyphs(std::string_view printed);

/// Returns a Roman numeral with each run of I reduced to one, because recognisers miscount repeated
/// strokes: "VIII" and "VII" → "VI".
[[nodiscard]] std::string collapse_repeated_strokes(std::string_view roman);

}  // namespace codau::text
