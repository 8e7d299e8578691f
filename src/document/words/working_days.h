// document/words/working_days.h — days on which offices work: weekends and holidays of the lexicon.
#pragma once

#include <cstdint>
#include <set>

#include "document/words/calendar.h"
#include "text/lexicon.h"

namespace codau::document {

/// Monday to Friday without the holidays of the lexicon (Bộ luật Lao động 45/2019/QH14, Đ.111 and
/// Đ.112), and the Saturdays that make up for a day given away. Lunar holidays and days off for a
/// holiday on a weekend are announced each year: the lexicon says which years it has whole.
class WorkingDays {
 public:
  /// To be had by lexicon.cached<WorkingDays>().
  explicit WorkingDays(const text::Lexicon& lexicon);

  [[nodiscard]] bool is_working(Day day) const;
  /// The first working day from `day` on (Đ.148 BLDS).
  [[nodiscard]] Day find_working_day_from(Day day) const;
  /// The `n`-th working day behind `day`, which is not counted itself (Đ.147 BLDS).
  [[nodiscard]] Day add_working_days(Day day, std::int32_t n) const;
  /// The `n`-th working day ahead of `day`.
  [[nodiscard]] Day subtract_working_days(Day day, std::int32_t n) const;
  /// True when the lexicon has all holidays of the years from `first` to `last`.
  [[nodiscard]] bool has_all_holidays(Day first, Day last) const;

 private:
  struct Yearly {
    Day from, to;     ///< of its validity, `to` is the day behind
    std::string day;  ///< "05-01"
  };

  std::vector<Yearly> yearly_;
  std::set<Day> holidays_, working_;  ///< single days
  std::set<std::int32_t> years_;
};

}  // namespace codau::document
