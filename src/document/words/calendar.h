// document/words/calendar.h — dates of the calendar, without clock and time zone (standards 6).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace codau::document {

/// A day, as the number of days since 1970-01-01.
using Day = std::int64_t;

/// Returns the day of a date; nothing if the calendar lacks it.
[[nodiscard]] std::optional<Day> days_from_civil(std::int32_t year, std::int32_t month,
                                                 std::int32_t day);
/// Returns the date as YYYY-MM-DD. Law: days_from_civil() of these numbers is `day`.
[[nodiscard]] std::string to_iso_date(Day day);

/// Return the first and the last day of a month. Precondition: the year is 1 to 9999, and the month
/// 1 to 12.
[[nodiscard]] Day first_day_of_month(std::int32_t year, std::int32_t month);
[[nodiscard]] Day last_day_of_month(std::int32_t year, std::int32_t month);

/// Returns 0 for Sunday to 6 for Saturday.
[[nodiscard]] int weekday_of(Day day);
[[nodiscard]] bool is_weekend(Day day);
/// Returns the day `n` months later with the same number; the last day of that month if it has no
/// such day.
[[nodiscard]] Day add_months(Day day, std::int32_t n);
/// Returns the day of a date YYYY-MM-DD. Precondition: it is one.
[[nodiscard]] Day parse_iso_date(const std::string& iso);

}  // namespace codau::document
