#include "text/date_digits.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "text/numerals.h"

namespace codau::text {
namespace {

using std::string_view;

constexpr string_view kNone;

/// Returns the digit that `c` is or looks like; 0 if `c` looks like no digit.
constexpr char digit_of(char c) {
  if (c >= '0' && c <= '9') return c;
  if (c == 'l' || c == 'I' || c == '|') return '1';
  return c == 'O' || c == 'o' ? '0' : '\0';
}

/// Returns true for a byte of a word or a code; a date next to such a byte is not a date.
constexpr bool is_of_word(char c) {
  return static_cast<unsigned char>(c) >= 0x80 || (c >= '0' && c <= '9') ||
         (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '/' || c == '-' || c == '_' ||
         c == '|';
}

/// The range of one number of a date.
struct Part {
  std::size_t begin = 0, end = 0;
};

/// Returns the run of digits and digit-like letters from `at` on; nothing unless the run has 1 to
/// `most` characters.
std::optional<Part> part_at(string_view text, std::size_t at, std::size_t most) {
  std::size_t end = at;
  while (end < text.size() && digit_of(text[end]) != 0) ++end;
  if (end == at || end - at > most) return std::nullopt;
  return Part{at, end};
}

std::string digits_in(string_view text, Part part) {
  std::string out(text.substr(part.begin, part.end - part.begin));
  std::ranges::transform(out, out.begin(), digit_of);
  return out;
}

bool is_date(string_view text, const std::array<Part, 3>& parts, std::size_t count) {
  constexpr std::array<std::int32_t, 13> kDays{0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const std::int32_t day = whole_number(digits_in(text, parts[0])).value_or(0),
                     month = whole_number(digits_in(text, parts[1])).value_or(0);
  if (month < 1 || month > 12 || day < 1 || day > kDays.at(static_cast<std::size_t>(month)))
    return false;
  if (count < 3) return true;
  const std::string year = digits_in(text, parts[2]);
  return year.size() == 4 && (year.starts_with("19") || year.starts_with("20"));
}

/// Writes the parts in digits if they form a date and one of them has a real digit.
void mend(string_view text, const std::array<Part, 3>& parts, std::size_t count, Rewriter& out) {
  const auto has_digit = [&](Part part) {
    const string_view seen = text.substr(part.begin, part.end - part.begin);
    return seen.find_first_of("0123456789") != kNone.npos;
  };
  if (!is_date(text, parts, count) || std::none_of(parts.begin(), parts.begin() + count, has_digit))
    return;
  for (std::size_t i = 0; i < count; ++i)
    out.replace(parts[i].begin, parts[i].end, digits_in(text, parts[i]), "look_alike");
}

/// Corrects a date such as "l5/6/2O25" at `at`. Returns the end of the text of this form, or `at`
/// if there is no such text.
std::size_t mend_slashes(string_view text, std::size_t at, Rewriter& out) {
  std::array<Part, 3> parts{};
  std::size_t begin = at;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto part = part_at(text, begin, i < 2 ? 2 : 4);
    if (!part) return at;
    parts.at(i) = *part;
    const bool is_last = i + 1 == parts.size();
    if (!is_last && (part->end >= text.size() || text[part->end] != '/')) return at;
    begin = part->end + (is_last ? 0 : 1);
  }
  if (begin < text.size() && is_of_word(text[begin])) return at;
  mend(text, parts, parts.size(), out);
  return begin;
}

/// Returns the end of the one of `words` that begins at `at`; nothing if no word matches.
std::optional<std::size_t> behind_word(string_view text, std::size_t at,
                                       std::initializer_list<string_view> words) {
  for (const string_view word : words) {
    if (text.substr(at).starts_with(word)) return at + word.size();
  }
  return std::nullopt;
}

/// Corrects a date such as "ngày l3 tháng 10 năm 2O24" at `at`; returns as mend_slashes.
std::size_t mend_words(string_view text, std::size_t at, Rewriter& out) {
  const auto day_at = behind_word(text, at, {"ngày ", "Ngày ", "ngay ", "Ngay "});
  const auto day = day_at ? part_at(text, *day_at, 2) : std::nullopt;
  if (!day) return at;
  const auto month_at = behind_word(text, day->end, {" tháng ", " thang "});
  const auto month = month_at ? part_at(text, *month_at, 2) : std::nullopt;
  if (!month) return at;
  std::array<Part, 3> parts{*day, *month, {}};
  const auto year_at = behind_word(text, month->end, {" năm ", " nam "});
  const auto year = year_at ? part_at(text, *year_at, 4) : std::nullopt;
  if (year) parts[2] = *year;
  const std::size_t end = year ? year->end : month->end;
  if (end < text.size() && is_of_word(text[end])) return at;
  mend(text, parts, year ? 3 : 2, out);
  return end;
}

}  // namespace

Rewritten with_digits_in_dates(string_view utf8) {
  Rewriter out(utf8, "normalise");
  for (std::size_t at = 0; at < utf8.size(); ++at) {
    if (at > 0 && is_of_word(utf8[at - 1])) continue;
    const std::size_t end =
        digit_of(utf8[at]) != 0 ? mend_slashes(utf8, at, out) : mend_words(utf8, at, out);
    if (end > at) at = end - 1;
  }
  return std::move(out).finish();
}

}  // namespace codau::text
