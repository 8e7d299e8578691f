#include "document/header/hand_witnesses.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "document/references/reference.h"
#include "document/words/pattern.h"
#include "text/letters.h"
#include "text/numerals.h"
#include "text/unicode.h"

namespace codau::document {
namespace {

/// Bytes of folded text that are looked through: citations stand on the first pages.
constexpr std::size_t kMaxSearchedBytes = std::size_t{1} << 16U;
// Likelihood ratios. The values are set by judgement (tests/accuracy/THRESHOLDS.md); what they must
// keep is their order: a witness may be misread, too, and no witness decides alone.
/// A name of the file has the date. One wrong date in twenty would be in it by chance.
constexpr double kNamed = 20;
/// A name of the file has the number: by its digits. Of some five wrong readings of a number of n
/// digits, one is in the name by chance in 10ⁿ/5 cases.
constexpr std::array<double, 4> kNamedNumber{2, 20, 200, 500};
/// The names of the file have other values only.
constexpr double kNamedOtherwise = 0.5;
/// The date is impossible beside the witness.
constexpr double kImpossible = 0.05;
constexpr double kWeekdayAgrees = 7;  ///< one wrong day in seven agrees by chance
constexpr std::int32_t kMinYear = 1945, kMaxYear = 2100;

std::optional<Day> make_day(std::string_view day, std::string_view month, std::string_view year) {
  const auto d = text::parse_whole_number(day), m = text::parse_whole_number(month);
  auto y = text::parse_whole_number(year);
  if (y && year.size() == 2) *y += 2000;
  if (!d || !m || !y || *y < kMinYear || *y > kMaxYear) return std::nullopt;
  return days_from_civil(*y, *m, *d);
}

std::string join_lines(const std::vector<PrintedLine>& lines) {
  std::string out;
  for (const PrintedLine& line : lines) {
    if (is_blank_line(line)) continue;
    if (out.size() + line.passage.text.size() > kMaxSearchedBytes) break;
    out.append(line.passage.text).append(" ");
  }
  return out;
}

/// Returns the latest date of a cited paper.
std::optional<Day> find_cited(const Lexicon& lexicon, std::string_view text) {
  std::optional<Day> latest;
  for (const Reference& cited : find_references(lexicon, text)) {
    if (!cited.issued_date) continue;
    const Day day = parse_iso_date(*cited.issued_date);
    latest = std::max(latest.value_or(day), day);
  }
  return latest;
}

/// Returns the day of "ĐẾN Số: 1234 Ngày: 12/3/2024".
std::optional<Day> find_arrival(std::string_view key) {
  static const Pattern kStamp(
      R"(\bden\b[\s:.]*(?:so\b[^a-z]{0,20})?ngay\b[\s:.]*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})\b)");
  const auto match = kStamp.find(key);
  if (!match) return std::nullopt;
  return make_day(match->of(key, 1), match->of(key, 2), match->of(key, 3));
}

/// Returns the weekday of "…, thứ Hai, ngày 05 tháng 3 năm 2024" in the head.
std::optional<int> find_weekday(const std::vector<PrintedLine>& lines) {
  static const Pattern kWeekday(R"(\b(?:thu (hai|ba|tu|nam|sau|bay)|chu (nhat))\b,?\s+ngay\b)");
  constexpr std::array<std::string_view, 7> kNames{"nhat", "hai", "ba", "tu", "nam", "sau", "bay"};
  for (const PrintedLine& line : lines) {
    if (line.zone != LineZone::kHead) continue;
    const std::string_view key = line.passage.key;
    const auto match = kWeekday.find(key);
    if (!match) continue;
    const auto name = std::ranges::find(kNames, match->of(key, match->has(1) ? 1 : 2));
    return static_cast<int>(name - kNames.begin());
  }
  return std::nullopt;
}

/// Adds the numbers before a notation, "2155-kh-syt", and behind a type, "KH so 2155".
void add_named_numbers(std::string_view key, std::vector<std::string>& out) {
  static const Pattern kBefore(R"((?:^|[^0-9a-z])(\d{1,5})[ _.,-]{0,3}[a-z]{2})"),
      kBehind(R"((?:^|[^a-z])[a-z]{2,3}[ _.-]{0,2}(?:so)?[ _.-]{0,2}(\d{1,5})(?:[^0-9]|$))");
  for (const Pattern* pattern : {&kBefore, &kBehind}) {
    for (auto match = pattern->find(key); match; match = pattern->find(key, match->whole().end)) {
      const std::string number(match->of(key, 1));
      if (std::ranges::find(out, number) == out.end()) out.push_back(number);
    }
  }
}

/// Adds the days "05.3.2024", "05032024", "2024-03-05" and "20240305".
void add_named_days(std::string_view key, std::vector<Day>& out) {
  static const Pattern kDayFirst(
      R"((?:^|[^0-9])(\d{1,2})[ _.-](\d{1,2})[ _.-]((?:19|20)\d\d)(?:[^0-9]|$))"),
      kDense(R"((?:^|[^0-9])(\d\d)(\d\d)((?:19|20)\d\d)(?:[^0-9]|$))"),
      kYearFirst(R"((?:^|[^0-9])((?:19|20)\d\d)[ _.-]?(\d\d)[ _.-]?(\d\d)(?:[^0-9]|$))");
  for (const Pattern* pattern : {&kDayFirst, &kDense, &kYearFirst}) {
    const auto match = pattern->find(key);
    if (!match) continue;
    const bool is_year_first = pattern == &kYearFirst;
    const auto day = make_day(match->of(key, is_year_first ? 3 : 1), match->of(key, 2),
                              match->of(key, is_year_first ? 1 : 3));
    if (day) out.push_back(*day);
  }
}

}  // namespace

HandWitnesses find_hand_witnesses(const Lexicon& lexicon, const std::vector<PrintedLine>& lines,
                                  std::span<const std::string> file_names) {
  const std::string text = join_lines(lines);
  HandWitnesses out{
      {}, {}, find_cited(lexicon, text), find_arrival(fold(text)), find_weekday(lines)};
  for (const std::string& name : file_names) {
    const std::string folded =
        text::to_lower(text::strip_diacritics(name.substr(0, name.rfind('.'))));
    add_named_numbers(folded, out.named_numbers);
    add_named_days(folded, out.named_days);
  }
  return out;
}

Testimony hear_number(const HandWitnesses& witnesses, std::string_view number) {
  if (witnesses.named_numbers.empty()) return {};
  // "0045" of a name is the "45" of the paper
  const auto digits = text::parse_whole_number(number);
  const bool is_named = std::ranges::any_of(witnesses.named_numbers, [&](const std::string& named) {
    return named == number || (digits && text::parse_whole_number(named) == digits);
  });
  const auto count = static_cast<std::size_t>(std::ranges::count_if(number, text::is_ascii_digit));
  const std::size_t index = std::clamp<std::size_t>(count, 1, kNamedNumber.size()) - 1;
  return {is_named ? kNamedNumber[index] : kNamedOtherwise, is_named};
}

Testimony hear_day(const HandWitnesses& witnesses, Day issued) {
  Testimony out;
  out.is_named = std::ranges::find(witnesses.named_days, issued) != witnesses.named_days.end();
  if (!witnesses.named_days.empty())
    out.likelihood_ratio *= out.is_named ? kNamed : kNamedOtherwise;
  if (witnesses.cited && issued < *witnesses.cited) out.likelihood_ratio *= kImpossible;
  if (witnesses.arrived && issued > *witnesses.arrived) out.likelihood_ratio *= kImpossible;
  if (witnesses.weekday)
    out.likelihood_ratio *= weekday_of(issued) == *witnesses.weekday ? kWeekdayAgrees : kImpossible;
  return out;
}

}  // namespace codau::document
