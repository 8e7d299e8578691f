// document/words/calendar.h — civil dates: no clock, no time zone (standards 6).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace codau::document {

/// Days since 1970-01-01.
using Day = std::int64_t;

/// The day of a valid civil date, nothing for an impossible one.
[[nodiscard]] std::optional<Day> days_from_civil(std::int32_t year, std::int32_t month,
                                                 std::int32_t day);
/// Law: civil_days of to_iso_date(days) is days.
[[nodiscard]] std::string to_iso_date(Day day);

/// Precondition of both: a year from 1 to 9999 and a month from 1 to 12.
[[nodiscard]] Day first_day_of_month(std::int32_t year, std::int32_t month);
[[nodiscard]] Day last_day_of_month(std::int32_t year, std::int32_t month);

/// Returns 0 for Sunday to 6 for Saturday.
[[nodiscard]] int weekday_of(Day day);
[[nodiscard]] bool is_weekend(Day day);
/// The same day `n` months later, or the last of that month when it has no such day.
[[nodiscard]] Day add_months(Day day, std::int32_t n);
/// The day that an ISO date names. Precondition: it is one.
[[nodiscard]] Day parse_iso_date(const std::string& iso);

}  // namespace codau::document
