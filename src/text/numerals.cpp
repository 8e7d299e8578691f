#include "text/numerals.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace codau::text {
namespace {

constexpr std::array<std::string_view, kMaxPointLetterValue> kPointLetters = {
    "a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m",
    "n", "o", "p", "q", "r", "s", "t", "u", "v", "x", "y"};

}  // namespace

std::optional<std::int32_t> parse_whole_number(std::string_view digits) {
  if (digits.empty() || digits.front() == '-') return std::nullopt;
  std::int32_t value = 0;
  const char* const last = digits.data() + digits.size();
  const auto [end, error] = std::from_chars(digits.data(), last, value);
  if (error != std::errc() || end != last) return std::nullopt;
  return value;
}

std::int32_t parse_point_letter(std::string_view letter) {
  const auto found = std::ranges::find(kPointLetters, letter);
  return found == kPointLetters.end()
             ? 0
             : static_cast<std::int32_t>(found - kPointLetters.begin()) + 1;
}

std::string to_point_letter(std::int32_t value) {
  return std::string(kPointLetters.at(static_cast<std::size_t>(value - 1)));
}

std::int32_t parse_roman(std::string_view roman) {
  for (std::int32_t value = 1; value <= kMaxRomanValue; ++value) {
    if (format_roman(value) == roman) return value;
  }
  return 0;
}

std::string format_roman(std::int32_t value) {
  static constexpr std::array<std::string_view, 10> kRomanUnits = {"",  "I",  "II",  "III",  "IV",
                                                                   "V", "VI", "VII", "VIII", "IX"};
  return std::string(static_cast<std::size_t>(value / 10), 'X') +
         std::string(kRomanUnits.at(static_cast<std::size_t>(value % 10)));
}

std::string correct_roman_glyphs(std::string_view glyphs) {
  std::string out;
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    const char c = glyphs[i];
    const bool is_i = c == 'T' && i + 1 < glyphs.size();
    const bool is_twice = c == 'v' && i > 0 && glyphs[i - 1] == 'V';
    if (is_twice) continue;
    if (is_i || std::string_view("I1l|!L").find(c) != std::string_view::npos) {
      out += 'I';
    } else if (c == 'H' || c == 'U') {
      out += "II";
    } else if (c == 'V' || c == 'Y' || c == 'v') {
      out += 'V';
    } else if (c == 'X' || c == 'x') {
      out += 'X';
    } else {
      return {};
    }
  }
  return out;
}

std::string collapse_repeated_strokes(std::string_view roman) {
  std::string out;
  for (const char c : roman) {
    if (c != 'I' || out.empty() || out.back() != 'I') out += c;
  }
  return out;
}

std::string pad_to_two(std::string_view digits) {
  return (digits.size() == 1 ? "0" : "") + std::string(digits);
}

}  // namespace codau::text
