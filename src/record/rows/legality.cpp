#include "record/rows/legality.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "text/syllable.h"
#include "text/unicode.h"
#include "text/units.h"

namespace codau::record {
namespace {

bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word_byte(char c) {
  return is_ascii_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         static_cast<unsigned char>(c) >= 0xC3U || (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// Counts the capital letters of a word.
std::size_t capitals(std::string_view word) {
  std::size_t out = 0;
  for (std::size_t i = 0; i < word.size();) {
    std::size_t end = i + 1;
    while (end < word.size() && (static_cast<unsigned char>(word[end]) & 0xC0U) == 0x80U) ++end;
    const std::string_view letter = word.substr(i, end - i);
    if (text::to_lower(letter) != letter) ++out;
    i = end;
  }
  return out;
}

/// Returns whether a word is a number with its unit: "15h00", "5km".
bool is_measure(std::string_view word) {
  const std::size_t letter = std::min(word.find_first_not_of("0123456789"), word.size());
  if (letter == 0 || letter == word.size()) return false;
  const std::string unit = text::to_lower(word.substr(letter));
  return text::is_unit(unit, text::UnitUse::kMeasure) ||
         (unit[0] == 'h' && std::ranges::all_of(unit.substr(1), is_ascii_digit));
}

bool counts(std::string_view word) {
  const bool has_digit = std::ranges::any_of(word, is_ascii_digit);
  if (std::ranges::all_of(word, is_ascii_digit) || is_measure(word)) return false;
  if (text::is_legal_syllable(word)) return true;
  const std::size_t large = capitals(word);
  return large < 2 && !(has_digit && large > 0) && text::count_code_points(word) > 1;
}

}  // namespace

bool is_badly_spelled(std::string_view nfc) {
  std::size_t words = 0, illegal = 0;
  for (std::size_t i = 0; i < nfc.size();) {
    const std::size_t space = std::min(nfc.find_first_of(" \n\t", i), nfc.size());
    const bool is_address =
        nfc.substr(i, space - i).find_first_of("@\\") != std::string_view::npos ||
        nfc.substr(i, space - i).find("://") != std::string_view::npos;
    for (std::size_t at = i; at < space && !is_address;) {
      std::size_t end = at;
      while (end < space && is_word_byte(nfc[end])) ++end;
      const std::string_view word = nfc.substr(at, end - at);
      at = end + 1;
      if (word.empty() || !counts(word)) continue;
      ++words;
      if (!text::is_legal_syllable(word)) ++illegal;
    }
    i = space + 1;
  }
  return illegal * 20 > words;
}

}  // namespace codau::record
