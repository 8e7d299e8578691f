#include "restore/text/labels.h"

#include <algorithm>

#include "restore/text/spelling.h"
#include "text/units.h"

namespace codau::restore {
namespace {

constexpr std::size_t kMaxLabelDigits = 3;

constexpr bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

bool are_latin(std::u32string_view letters) {
  return !letters.empty() && std::ranges::all_of(letters, [](char32_t c) {
    return c == U'Đ' || (c < 128 && is_letter(c));
  });
}

bool is_unit(std::u32string_view letters, text::UnitUse use) {
  return text::is_unit(to_utf8(letters), use);
}

}  // namespace

LabelLikelihood classify_label(std::u32string_view word) {
  const auto is_no_digit = [](char32_t c) { return !is_digit(c); };
  const auto before =
      static_cast<std::size_t>(std::ranges::find_if(word, is_no_digit) - word.begin());
  const auto letters_end = static_cast<std::size_t>(
      std::find_if(word.begin() + static_cast<std::ptrdiff_t>(before), word.end(), is_digit) -
      word.begin());
  const std::u32string_view letters = word.substr(before, letters_end - before),
                            behind = word.substr(letters_end);
  if (!are_latin(letters) || !std::ranges::all_of(behind, is_digit) || before > kMaxLabelDigits ||
      behind.size() > kMaxLabelDigits || (before == 0) == behind.empty()) {
    return LabelLikelihood::kNone;
  }
  if (before == 0) {
    if ((behind == U"2" || behind == U"3") && is_unit(letters, text::UnitUse::kLength))
      return LabelLikelihood::kSure;
    return letters.size() <= 3 && are_all_upper(letters) ? LabelLikelihood::kLikely
                                                         : LabelLikelihood::kNone;
  }
  const bool is_sure = letters.size() <= 2 && are_all_upper(letters);  // "16p" may be "lớp"
  return is_sure || is_unit(letters, text::UnitUse::kLabel) ? LabelLikelihood::kSure
                                                            : LabelLikelihood::kNone;
}

}  // namespace codau::restore
