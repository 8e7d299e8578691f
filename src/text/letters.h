// text/letters.h — the table of Vietnamese letters: 12 vowel letters × 6 tones, đ, and the plain
// Latin letters. Source: section 8.1 of "standards", the reference of the domain (CONTRIBUTING.md).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace codau::text {

/// The tone mark of a letter. kNone: no mark, which is also the level tone (ngang).
enum class Tone : std::uint8_t { kNone, kHuyen, kHoi, kNga, kSac, kNang };

/// The components of a letter: of 'Ế', toneless is 'ê', bare is 'e', tone is kSac, upper is true.
struct Letter {
  char32_t toneless = 0;  ///< lower case without tone; 0: not a letter of the table
  char bare = 0;          ///< lower case without any mark: a–z, also for đ
  Tone tone = Tone::kNone;
  bool upper = false;  ///< a capital
  /// Returns true if this is a letter of the table.
  [[nodiscard]] constexpr explicit operator bool() const noexcept { return toneless != 0; }
};

/// The vowel letters: twelve groups of six, each in the order of Tone.
constexpr std::u32string_view kLowerVowels =
    U"aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ";
constexpr std::u32string_view kUpperVowels =
    U"AÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬEÈẺẼÉẸÊỀỂỄẾỆIÌỈĨÍỊOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢUÙỦŨÚỤƯỪỬỮỨỰYỲỶỸÝỴ";

namespace detail {

// U+0000–U+01B0 holds ASCII, Latin-1, đ, ă, ĩ, ũ, ơ, ư; U+1EA0–U+1EF9 is wholly Vietnamese.
constexpr char32_t kLatinEnd = 0x1B1, kVietnameseBegin = 0x1EA0, kVietnameseEnd = 0x1EFA;

constexpr std::size_t index_of(char32_t c) noexcept {
  return c < kLatinEnd ? c : c - kVietnameseBegin + kLatinEnd;
}

constexpr auto kLetters = [] {
  std::array<Letter, kLatinEnd + (kVietnameseEnd - kVietnameseBegin)> table{};
  for (char32_t c = U'a'; c <= U'z'; ++c) {
    table[index_of(c)] = {c, static_cast<char>(c), Tone::kNone, false};
    table[index_of(c - 32)] = {c, static_cast<char>(c), Tone::kNone, true};
  }
  constexpr std::string_view kBareLetters = "aaaeeiooouuy";  // one a row: a ă â e ê i o ô ơ u ư y
  for (std::size_t i = 0; i < kLowerVowels.size(); ++i) {
    const char32_t toneless = kLowerVowels[i - i % 6];
    const auto tone = static_cast<Tone>(i % 6);
    table[index_of(kLowerVowels[i])] = {toneless, kBareLetters[i / 6], tone, false};
    table[index_of(kUpperVowels[i])] = {toneless, kBareLetters[i / 6], tone, true};
  }
  table[index_of(U'đ')] = {U'đ', 'd', Tone::kNone, false};
  table[index_of(U'Đ')] = {U'đ', 'd', Tone::kNone, true};
  return table;
}();

}  // namespace detail

/// Returns the components of the letter `c`. The result converts to false if `c` is not in the
/// table, such as a combining mark or 'ü'.
[[nodiscard]] constexpr Letter letter(char32_t c) noexcept {
  if (c < detail::kLatinEnd || (c >= detail::kVietnameseBegin && c < detail::kVietnameseEnd)) {
    return detail::kLetters[detail::index_of(c)];
  }
  return {};
}

/// Returns true for a vowel letter; `y` is a vowel.
[[nodiscard]] constexpr bool is_vowel(Letter letter) noexcept {
  return std::string_view("aeiouy").find(letter.bare) != std::string_view::npos;
}

/// Returns true for 0 to 9.
[[nodiscard]] constexpr bool is_ascii_digit(char c) noexcept { return c >= '0' && c <= '9'; }
/// Returns true for one or more ASCII digits and nothing else.
[[nodiscard]] constexpr bool is_all_digits(std::string_view text) noexcept {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Returns `letter` with another tone and the same case: ('Ê', kSac) → 'Ế'. A consonant takes no
/// tone and is returned unchanged. Precondition: `letter` converts to true.
[[nodiscard]] constexpr char32_t with_tone(Letter letter, Tone tone) noexcept {
  const std::size_t row = kLowerVowels.find(letter.toneless);
  const std::size_t at = row + static_cast<std::size_t>(tone);
  if (row != std::u32string_view::npos) return letter.upper ? kUpperVowels[at] : kLowerVowels[at];
  if (letter.toneless == U'đ') return letter.upper ? U'Đ' : U'đ';
  return letter.upper ? letter.toneless - 32 : letter.toneless;
}

}  // namespace codau::text
