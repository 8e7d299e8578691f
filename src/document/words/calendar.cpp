#include "document/words/calendar.h"

#include <chrono>

#include "text/numerals.h"

namespace codau::document {
namespace {

namespace chrono = std::chrono;

chrono::year_month_day civil(Day day) {
  return chrono::sys_days(chrono::days(static_cast<chrono::days::rep>(day)));
}

Day days(chrono::sys_days day) { return day.time_since_epoch().count(); }

std::string padded(std::int64_t value, std::size_t width) {
  std::string digits = std::to_string(value);
  if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
  return digits;
}

}  // namespace

std::optional<Day> days_from_civil(std::int32_t year, std::int32_t month, std::int32_t day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) {
    return std::nullopt;
  }
  const auto date = chrono::year(year) / static_cast<int>(month) / static_cast<int>(day);
  if (!date.ok()) return std::nullopt;
  return days(date);
}

std::string to_iso_date(Day day) {
  const auto date = civil(day);
  return padded(static_cast<int>(date.year()), 4) + '-' +
         padded(static_cast<unsigned>(date.month()), 2) + '-' +
         padded(static_cast<unsigned>(date.day()), 2);
}

Day first_day_of_month(std::int32_t year, std::int32_t month) {
  return days(chrono::year(year) / static_cast<int>(month) / 1);
}

Day last_day_of_month(std::int32_t year, std::int32_t month) {
  return days(chrono::year(year) / static_cast<int>(month) / chrono::last);
}

int weekday_of(Day day) {
  const chrono::weekday weekday{chrono::sys_days(chrono::days(static_cast<int>(day)))};
  return static_cast<int>(weekday.c_encoding());
}

bool is_weekend(Day day) {
  const int weekday = weekday_of(day);
  return weekday == 0 || weekday == 6;
}

Day add_months(Day day, std::int32_t n) {
  const auto date = civil(day);
  const auto month = chrono::year_month(date.year(), date.month()) + chrono::months(n);
  const auto same = month / date.day();
  return days(same.ok() ? same : chrono::year_month_day(month / chrono::last));
}

Day parse_iso_date(const std::string& iso) {
  const auto part = [&](std::size_t at, std::size_t size) {
    return text::parse_whole_number(std::string_view(iso).substr(at, size)).value();
  };
  return days_from_civil(part(0, 4), part(5, 2), part(8, 2)).value();
}

}  // namespace codau::document
