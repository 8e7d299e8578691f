#include "restore/labels.h"

#include <algorithm>
#include <array>

#include "restore/letters.h"

namespace codau::restore {
namespace {

using std::literals::operator""sv;

constexpr std::size_t kMostDigits = 3;
// Of one digit and these no word is left: "8h", "5kg". "6m" may be "ốm".
constexpr std::array kUnits{U"h"sv, U"g"sv, U"kg"sv, U"km"sv, U"cm"sv, U"mm"sv, U"kw"sv, U"ml"sv};
constexpr std::array kOfLength{U"m"sv, U"km"sv, U"hm"sv, U"dm"sv, U"cm"sv, U"mm"sv};

constexpr bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

bool are_latin(std::u32string_view letters) {
  return !letters.empty() && std::ranges::all_of(letters, [](char32_t c) {
    return c == U'Đ' || (c < 128 && is_letter(c));
  });
}

bool is_one_of(std::u32string_view word, const auto& words) {
  return std::ranges::find(words, word) != words.end();
}

}  // namespace

Label label_of(std::u32string_view word) {
  const auto is_no_digit = [](char32_t c) { return !is_digit(c); };
  const auto before =
      static_cast<std::size_t>(std::ranges::find_if(word, is_no_digit) - word.begin());
  const auto letters_end = static_cast<std::size_t>(
      std::find_if(word.begin() + static_cast<std::ptrdiff_t>(before), word.end(), is_digit) -
      word.begin());
  const std::u32string_view letters = word.substr(before, letters_end - before),
                            behind = word.substr(letters_end);
  if (!are_latin(letters) || !std::ranges::all_of(behind, is_digit) || before > kMostDigits ||
      behind.size() > kMostDigits || (before == 0) == behind.empty()) {
    return Label::kNone;
  }
  if (before == 0) {
    if ((behind == U"2" || behind == U"3") && is_one_of(letters, kOfLength)) return Label::kSure;
    return letters.size() <= 3 && are_all_upper(letters) ? Label::kLikely : Label::kNone;
  }
  const bool is_sure = letters.size() <= 2 && are_all_upper(letters);  // "16p" may be "lớp"
  return is_sure || is_one_of(letters, kUnits) ? Label::kSure : Label::kNone;
}

}  // namespace codau::restore
