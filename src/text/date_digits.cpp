#include "text/date_digits.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "text/numerals.h"

namespace codau::text {
namespace {

using std::string_view;

constexpr string_view kEmpty;

/// Returns the digit that `c` is or looks like; 0 if `c` looks like no digit.
constexpr char digit_of(char c) {
  if (c >= '0' && c <= '9') return c;
  if (c == 'l' || c == 'I' || c == '|') return '1';
  return c == 'O' || c == 'o' ? '0' : '\0';
}

/// Returns true for a byte of a word or a code; a date next to such a byte is not a date.
constexpr bool is_word_byte(char c) {
  return static_cast<unsigned char>(c) >= 0x80 || (c >= '0' && c <= '9') ||
         (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '/' || c == '-' || c == '_' ||
         c == '|';
}

/// The range of one number of a date.
struct DateField {
  std::size_t begin = 0, end = 0;
};

/// Returns the run of digits and digit-like letters from `at` on; nothing unless the run has 1 to
/// `max_characters` characters.
std::optional<DateField> read_field(string_view text, std::size_t at, std::size_t max_characters) {
  std::size_t end = at;
  while (end < text.size() && digit_of(text[end]) != 0) ++end;
  if (end == at || end - at > max_characters) return std::nullopt;
  return DateField{at, end};
}

std::string to_digits(string_view text, DateField field) {
  std::string out(text.substr(field.begin, field.end - field.begin));
  std::ranges::transform(out, out.begin(), digit_of);
  return out;
}

bool is_date(string_view text, const std::array<DateField, 3>& fields, std::size_t count) {
  constexpr std::array<std::int32_t, 13> kDays{0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const std::int32_t day = parse_whole_number(to_digits(text, fields[0])).value_or(0),
                     month = parse_whole_number(to_digits(text, fields[1])).value_or(0);
  if (month < 1 || month > 12 || day < 1 || day > kDays.at(static_cast<std::size_t>(month)))
    return false;
  if (count < 3) return true;
  const std::string year = to_digits(text, fields[2]);
  return year.size() == 4 && (year.starts_with("19") || year.starts_with("20"));
}

/// Writes the parts in digits if they form a date and one of them has a real digit.
void write_digits(string_view text, const std::array<DateField, 3>& fields, std::size_t count,
                  Rewriter& out) {
  const auto has_digit = [&](DateField field) {
    const string_view seen = text.substr(field.begin, field.end - field.begin);
    return seen.find_first_of("0123456789") != kEmpty.npos;
  };
  if (!is_date(text, fields, count) ||
      std::none_of(fields.begin(), fields.begin() + count, has_digit))
    return;
  for (std::size_t i = 0; i < count; ++i)
    out.replace(fields[i].begin, fields[i].end, to_digits(text, fields[i]), "look_alike");
}

/// Corrects a date such as "l5/6/2O25" at `at`. Returns the end of the text of this form, or `at`
/// if there is no such text.
std::size_t correct_slash_date(string_view text, std::size_t at, Rewriter& out) {
  std::array<DateField, 3> fields{};
  std::size_t begin = at;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const auto field = read_field(text, begin, i < 2 ? 2 : 4);
    if (!field) return at;
    fields.at(i) = *field;
    const bool is_last = i + 1 == fields.size();
    if (!is_last && (field->end >= text.size() || text[field->end] != '/')) return at;
    begin = field->end + (is_last ? 0 : 1);
  }
  if (begin < text.size() && is_word_byte(text[begin])) return at;
  write_digits(text, fields, fields.size(), out);
  return begin;
}

/// Returns the end of the one of `words` that begins at `at`; nothing if no word matches.
std::optional<std::size_t> skip_word(string_view text, std::size_t at,
                                     std::initializer_list<string_view> words) {
  for (const string_view word : words) {
    if (text.substr(at).starts_with(word)) return at + word.size();
  }
  return std::nullopt;
}

/// Corrects a date such as "ngày l3 tháng 10 năm 2O24" at `at`; returns as correct_slash_date.
std::size_t correct_worded_date(string_view text, std::size_t at, Rewriter& out) {
  const auto day_at = skip_word(text, at, {"ngày ", "Ngày ", "ngay ", "Ngay "});
  const auto day = day_at ? read_field(text, *day_at, 2) : std::nullopt;
  if (!day) return at;
  const auto month_at = skip_word(text, day->end, {" tháng ", " thang "});
  const auto month = month_at ? read_field(text, *month_at, 2) : std::nullopt;
  if (!month) return at;
  std::array<DateField, 3> fields{*day, *month, {}};
  const auto year_at = skip_word(text, month->end, {" năm ", " nam "});
  const auto year = year_at ? read_field(text, *year_at, 4) : std::nullopt;
  if (year) fields[2] = *year;
  const std::size_t end = year ? year->end : month->end;
  if (end < text.size() && is_word_byte(text[end])) return at;
  write_digits(text, fields, year ? 3 : 2, out);
  return end;
}

}  // namespace

RewrittenText correct_date_digits(string_view nfc) {
  Rewriter out(nfc, "normalise");
  for (std::size_t at = 0; at < nfc.size(); ++at) {
    if (at > 0 && is_word_byte(nfc[at - 1])) continue;
    const std::size_t end = digit_of(nfc[at]) != 0 ? correct_slash_date(nfc, at, out)
                                                   : correct_worded_date(nfc, at, out);
    if (end > at) at = end - 1;
  }
  return std::move(out).finish();
}

}  // namespace codau::text
