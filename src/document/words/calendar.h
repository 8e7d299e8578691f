// document/words/calendar.h — civil dates: no clock, no time zone (standards 6).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace codau::document {

/// Days since 1970-01-01.
using Day = std::int64_t;

/// The day of a valid civil date, nothing for an impossible one.
[[nodiscard]] std::optional<Day> civil_days(std::int32_t year, std::int32_t month,
                                            std::int32_t day);
/// Law: civil_days of iso_date(days) is days.
[[nodiscard]] std::string iso_date(Day day);

/// Precondition of both: a year from 1 to 9999 and a month from 1 to 12.
[[nodiscard]] Day first_day(std::int32_t year, std::int32_t month);
[[nodiscard]] Day last_day(std::int32_t year, std::int32_t month);

[[nodiscard]] bool is_weekend(Day day);
/// The same day `n` months later, or the last of that month when it has no such day.
[[nodiscard]] Day add_months(Day day, std::int32_t n);
/// The day that an ISO date names. Precondition: it is one.
[[nodiscard]] Day day_of(const std::string& iso);

}  // namespace codau::document
