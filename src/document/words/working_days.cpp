#include "document/words/working_days.h"

#include <algorithm>
#include <limits>
#include <string>

#include "text/numerals.h"

namespace codau::document {
namespace {

/// In a row. No leave is as long: a lexicon with a year of holidays must not count for ever.
constexpr Day kMostDaysOff = 60;

/// "2026-05-01" → 2026.
std::int32_t year_of(std::string_view iso) {
  return static_cast<std::int32_t>(text::parse_whole_number(iso.substr(0, 4)).value());
}

}  // namespace

WorkingDays::WorkingDays(const text::Lexicon& lexicon) {
  constexpr Day kEver = std::numeric_limits<Day>::max();
  for (const text::LexiconEntry& entry : lexicon.entries("yearly_holiday")) {
    yearly_.push_back(
        {entry.valid_from.empty() ? -kEver : parse_iso_date(std::string(entry.valid_from)),
         entry.valid_to.empty() ? kEver : parse_iso_date(std::string(entry.valid_to)),
         std::string(entry.form)});
  }
  for (const text::LexiconEntry& entry : lexicon.entries("holiday"))
    holidays_.insert(parse_iso_date(std::string(entry.form)));
  for (const text::LexiconEntry& entry : lexicon.entries("working_day"))
    working_.insert(parse_iso_date(std::string(entry.form)));
  for (const text::LexiconEntry& entry : lexicon.entries("holiday_year"))
    years_.insert(year_of(entry.form));
}

bool WorkingDays::is_working(Day day) const {
  if (working_.contains(day)) return true;
  if (is_weekend(day) || holidays_.contains(day)) return false;
  const std::string in_year = to_iso_date(day).substr(5);
  return std::ranges::none_of(yearly_, [&](const Yearly& one) {
    return one.day == in_year && one.from <= day && day < one.to;
  });
}

Day WorkingDays::find_working_day_from(Day day) const {
  for (Day off = 0; off < kMostDaysOff && !is_working(day); ++off) ++day;
  return day;
}

Day WorkingDays::add_working_days(Day day, std::int32_t n) const {
  for (; n > 0; --n) day = find_working_day_from(day + 1);
  return day;
}

Day WorkingDays::subtract_working_days(Day day, std::int32_t n) const {
  for (; n > 0; --n) {
    do --day;
    while (!is_working(day));
  }
  return day;
}

bool WorkingDays::has_all_holidays(Day first, Day last) const {
  for (std::int32_t year = year_of(to_iso_date(first)); year <= year_of(to_iso_date(last));
       ++year) {
    if (!years_.contains(year)) return false;
  }
  return true;
}

}  // namespace codau::document
