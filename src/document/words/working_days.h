// document/words/working_days.h — the days on which offices work: weekends, and holidays of the
// lexicon.
#pragma once

#include <cstdint>
#include <set>

#include "document/words/calendar.h"
#include "text/lexicon.h"

namespace codau::document {

/// Monday to Friday without holidays (Bộ luật Lao động 45/2019/QH14, Đ.111 and Đ.112), and
/// Saturdays that make up for an exchanged day. Lunar holidays, and days off for a holiday on a
/// weekend, are announced each year: the lexicon tells for which years it has all of them.
class WorkingDays {
 public:
  /// Use lexicon.cached<WorkingDays>() instead of constructing it.
  explicit WorkingDays(const text::Lexicon& lexicon);

  [[nodiscard]] bool is_working(Day day) const;
  /// Returns the first working day from `day` on (Đ.148 BLDS).
  [[nodiscard]] Day find_working_day_from(Day day) const;
  /// Returns the `n`-th working day after `day` (Đ.147 BLDS).
  [[nodiscard]] Day add_working_days(Day day, std::int32_t n) const;
  /// Returns the `n`-th working day before `day`.
  [[nodiscard]] Day subtract_working_days(Day day, std::int32_t n) const;
  /// Returns true if the lexicon has all holidays of the years from `first` to `last`.
  [[nodiscard]] bool has_all_holidays(Day first, Day last) const;

 private:
  struct Yearly {
    Day from, to;     ///< first day, and first day after the last, on which it is valid
    std::string day;  ///< "05-01"
  };

  std::vector<Yearly> yearly_;
  std::set<Day> holidays_, working_;  ///< single days
  std::set<std::int32_t> years_;
};

}  // namespace codau::document
