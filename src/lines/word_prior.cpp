#include "lines/word_prior.h"

#include <algorithm>
#include <cstddef>

#include "text/letters.h"
#include "text/numerals.h"
#include "text/syllable.h"
#include "text/unicode.h"
#include "text/utf8.h"

namespace codau::ocr {
namespace {

/// Costs of a word that is not frequent, in nats. Of 0, 1, 2, 3 and 5 for syllables, and up to
/// twice as much for other words, these read 24 synthetic pages best
/// (docs/experiments/word-choice.md); from 1 and 2 to 3 and 6 hardly anything changes. "nhóm Ï,"
/// and "döanh" are read in spite of 4.
constexpr double kSyllableCostNats = 2, kOtherWordCostNats = 4, kForeignWordCostNats = 8;

/// Of any alphabet; from U+2000 to U+2FFF stand dashes, quotes and other signs.
bool is_alphabetic(char32_t c) {
  if (c < 0x80) return static_cast<bool>(text::letter(c));
  return c >= 0xC0 && c != U'×' && c != U'÷' && (c < 0x2000 || c > 0x2FFF);
}

/// Where the run of letters that begins at byte `at` ends; `at` itself where none begins.
std::size_t end_of_letters(std::string_view text, std::size_t at) {
  for (std::size_t next = at; next < text.size(); at = next)
    if (!is_alphabetic(text::next_code_point(text, next))) break;
  return at;
}

/// "Ï", which no word of an office has but a foreign name.
bool has_foreign_letter(std::string_view word) {
  for (std::size_t at = 0; at < word.size();)
    if (!text::letter(text::next_code_point(word, at))) return true;
  return false;
}

/// "đ" in "đ)".
bool is_point(std::string_view word, std::string_view behind) {
  return text::parse_point_letter(word) > 0 && (behind.starts_with(')') || behind.starts_with('.'));
}

/// "T/M" at the beginning of `text`: signed for another, as "TM", which is a frequent word.
bool is_proxy(std::string_view text) {
  const auto is_capital = [&text](std::size_t at) {
    const bool stands_alone = end_of_letters(text, at) == at + 1;
    return stands_alone && text[at] >= 'A' && text[at] <= 'Z';
  };
  return text.size() >= 3 && text[1] == '/' && is_capital(0) && is_capital(2);
}

/// "Kế", "KẾ" and "kế", not "kẾ".
bool has_even_case(std::string_view word, std::string_view lower) {
  const std::size_t first = text::find_segment_end(word, 0);
  return word.substr(first) == lower.substr(std::min(first, lower.size())) ||
         word == text::to_upper(word);
}

}  // namespace

WordPrior::WordPrior(const std::vector<std::string>& words) {
  for (const std::string& word : words) words_.insert(text::to_lower(word));
}

double WordPrior::compute_log_factor(std::string_view text) const {
  double sum = signs_.compute_log_factor(text);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = end_of_letters(text, begin);
    const std::string_view word = text.substr(begin, end - begin);
    if (is_proxy(text.substr(begin))) {
      begin += 3;
      continue;
    }
    if (word.empty()) {
      static_cast<void>(text::next_code_point(text, begin));
      continue;
    }
    begin = end;
    sum -= compute_cost(word, text.substr(end));
  }
  return sum;
}

double WordPrior::compute_cost(std::string_view word, std::string_view behind) const {
  if (text::parse_roman(word) > 0)
    return kSyllableCostNats;  // "II" is a frequent word, "III" is none
  const std::string lower = text::to_lower(word);
  const bool is_even = has_even_case(word, lower);
  if (is_point(word, behind) || (is_even && words_.contains(lower))) return 0;
  if (is_even && text::is_legal_toned_syllable(word)) return kSyllableCostNats;
  return has_foreign_letter(word) ? kForeignWordCostNats : kOtherWordCostNats;
}

}  // namespace codau::ocr
