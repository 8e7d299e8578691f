#include <algorithm>
#include <array>
#include <utility>

#include "document/deadlines/deadline_builders.h"
#include "text/numerals.h"

namespace codau::document {
namespace {

using enum DeadlineKind;

/// The year of the plan, for deadlines that have a period but no date.
std::optional<std::string> plan_period(const RuleMatch& seen, std::size_t group) {
  if (const auto year = read_or_infer_year(seen, group).value) return std::to_string(*year);
  return std::nullopt;
}

std::string frequency(std::string_view unit, std::int32_t n = 1) {
  if (unit == "quy") return "FREQ=MONTHLY;INTERVAL=" + std::to_string(3 * n);
  const std::string rule = unit == "ngay"    ? "FREQ=DAILY"
                           : unit == "tuan"  ? "FREQ=WEEKLY"
                           : unit == "thang" ? "FREQ=MONTHLY"
                                             : "FREQ=YEARLY";
  return n == 1 ? rule : rule + ";INTERVAL=" + std::to_string(n);
}

std::string rule_of_unit(std::string_view unit) {
  return unit == "nam" ? "D30" : unit == "thang" ? "D31" : unit == "quy" ? "D32" : "D33";
}

/// "hằng tháng, quý, 6 tháng và năm": one row each (D30 to D34).
FoundDeadlines read_each(const RuleMatch& seen) {
  static const Pattern kItem(
      R"((?:^|[^a-z0-9])(?:(0?\d|sau|mot) )?(ngay|tuan|thang|quy|nam)(?:$|[^a-z]))");
  FoundDeadlines out;
  const std::string list(seen.key(2));
  for (std::size_t at = 0; const auto item = kItem.find(list, at);) {
    const std::string_view unit = item->of(list, 2);
    at = item->groups[2]->end;
    // "hằng tháng, năm 2024": the year belongs to what follows
    if (at == list.size() && unit == "nam" && !out.empty() && seen.text_after().starts_with(" 20"))
      break;
    const std::string_view number = item->of(list, 1);
    const std::int32_t n = number == "sau" ? 6 : text::parse_whole_number(number).value_or(1);
    if (n < 1) return {};
    out.push_back(make_recurring(frequency(unit, n)));
    out.back().rule = n > 1 ? "D34" : rule_of_unit(unit);
  }
  return out;
}

/// "báo cáo Giám đốc Sở hằng quý.": at the end of a clause only a year is no deadline (13.1).
/// Behind it may stand within what: "hằng tuần trong năm học", "hằng tuần từ ngày 01/3".
FoundDeadlines read_at_end(const RuleMatch& seen) {
  static const Pattern kEnd(
      R"((?: trong (?:suot |ca )?(?:nam hoc|hoc k[iy])[^.;,:()]{0,20})? ?(?:$|[.;,:()])|)"
      R"( (?:(?:ke )?tu (?:nay|(?:ngay |thang |dau )*\d)|den (?:het )?(?:ngay |thang |nam )*\d|)"
      R"(trong (?:thang|quy) ))");
  if (!kEnd.at_start(seen.text_after())) return {};
  Deadline out = make_recurring(frequency(seen.key(2)));
  out.rule = rule_of_unit(seen.key(2));
  return {out};
}

FoundDeadlines read_every_n(const RuleMatch& seen) {
  const auto n = seen.number(2);
  if (!n || *n < 1) return {};
  return {make_recurring(frequency(seen.key(3), *n))};
}

FoundDeadlines read_times(const RuleMatch& seen) {
  const auto n = seen.number(2);
  if (!n || *n < 1) return {};
  Deadline out = make_recurring(frequency(seen.key(3)));
  out.recur_count = n;
  return {out};
}

/// "mỗi quý 01 lần": the unit stands first.
FoundDeadlines read_times_of(const RuleMatch& seen) {
  const auto n = seen.number(3);
  if (!n || *n < 1) return {};
  Deadline out = make_recurring(frequency(seen.key(2)));
  out.recur_count = n;
  return {out};
}

FoundDeadlines read_unspecified(const RuleMatch&) {
  Deadline out = make_deadline(kRecurring);
  out.reasons.emplace_back("RECURRENCE_UNSPECIFIED");
  return {out};
}

FoundDeadlines read_continuous(const RuleMatch& seen) {
  Deadline out = make_deadline(kContinuous);
  out.period = plan_period(seen, 2);
  return {out};
}

/// "thứ" and one of these is a day of the week; so is "chủ nhật".
constexpr const char* kWeekday = "hai|ba|tu|nam|sau|bay|[2-7]";

/// The days of a list such as "thu hai, thu tu va thu 6" as RFC 5545 has them, a rule each.
std::vector<std::string> by_days(std::string_view list) {
  static const Pattern kDay("(?:^|[^a-z])(chu nhat|" + std::string(kWeekday) + ")(?:$|[^a-z])");
  constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kNames{
      {{"hai2", "MO"},
       {"ba3", "TU"},
       {"tu4", "WE"},
       {"nam5", "TH"},
       {"sau6", "FR"},
       {"bay7", "SA"},
       {"chu nhat", "SU"}}};
  std::vector<std::string> out;
  for (std::size_t at = 0; const auto day = kDay.find(list, at);) {
    const std::string_view said = day->of(list, 1);
    at = day->groups[1]->end;
    for (const auto& [names, code] : kNames) {
      if (names.starts_with(said) || names.ends_with(said))
        out.push_back("FREQ=WEEKLY;BYDAY=" + std::string(code));
    }
  }
  return out;
}

FoundDeadlines on_days(std::string_view list, DueOp op) {
  FoundDeadlines out;
  for (const std::string& rule : by_days(list)) out.push_back(make_recurring(rule, op));
  return out;
}

DueOp find_recurrence_op(const RuleMatch& seen) {
  return interpret_due_words(seen.key(2), false).op.value_or(DueOp::kOn);
}

/// "cuối mỗi tháng", "ngày cuối cùng của hằng quý".
FoundDeadlines read_end_of_each(const RuleMatch& seen) {
  Deadline out = make_recurring(frequency(seen.key(2)), DueOp::kBy);
  out.rule = rule_of_unit(seen.key(2));
  return {out};
}

/// "thứ Hai tuần đầu tiên của tháng", "ngày cuối cùng của tháng": a day of every month that no rule
/// of ours has. What names its month, as "tuần đầu tháng 5", is no such, nor is "đầu tháng" alone.
FoundDeadlines read_nth(const RuleMatch& seen) {
  static const Pattern kNamed(R"( (?:\d|[iv]+\b|gieng|chap|nay|truoc|sau|toi))"),
      kDay(R"((?:thu|tuan|ngay|chu nhat) )");
  if (kNamed.at_start(seen.text_after()) || !kDay.find(seen.key(1))) return {};
  return read_unspecified(seen);
}

/// "trước 15h00 hằng ngày", "trước 15 giờ hằng tuần".
FoundDeadlines read_hour_of_each(const RuleMatch& seen) {
  return {make_recurring(frequency(seen.key(3)), find_recurrence_op(seen))};
}

/// "trước 16 giờ thứ Sáu hằng tuần": the day itself is still in time.
FoundDeadlines read_hour_of_weekday(const RuleMatch& seen) {
  return on_days(seen.key(3), find_recurrence_op(seen) == DueOp::kBefore
                                  ? DueOp::kBy
                                  : find_recurrence_op(seen));
}

/// "trước thứ Sáu hằng tuần".
FoundDeadlines read_by_weekday(const RuleMatch& seen) {
  return on_days(seen.key(3), find_recurrence_op(seen));
}

/// "thứ Hai, thứ Tư hằng tuần", "hằng tuần vào thứ Sáu".
FoundDeadlines read_weekday(const RuleMatch& seen) { return on_days(seen.key(2), DueOp::kOn); }

std::optional<std::string> month_day(std::optional<std::int32_t> day) {
  if (!day || *day < 1 || *day > 31) return std::nullopt;
  return ";BYMONTHDAY=" + std::to_string(*day);
}

/// "trước ngày 20 hằng tháng", "ngày 15 và 30 hằng tháng": one row each.
FoundDeadlines on_monthly_days(const RuleMatch& seen, DueOp op) {
  FoundDeadlines out;
  for (const std::int32_t number : parse_numbers(seen.key(3))) {
    const auto day = month_day(number);
    if (!day) return {};
    out.push_back(make_recurring("FREQ=MONTHLY" + *day, op));
  }
  return out;
}

FoundDeadlines read_monthly_days(const RuleMatch& seen) {
  return on_monthly_days(seen, find_recurrence_op(seen));
}

/// "trước 17h00 ngày 25 hằng tháng": the day itself is still in time.
FoundDeadlines read_hour_of_monthly_day(const RuleMatch& seen) {
  return on_monthly_days(
      seen, find_recurrence_op(seen) == DueOp::kBefore ? DueOp::kBy : find_recurrence_op(seen));
}

/// "trước ngày 20 tháng cuối quý", "ngày 05 tháng đầu quý sau".
FoundDeadlines read_quarterly_day(const RuleMatch& seen) {
  const auto day = month_day(seen.number(3));
  if (!day) return {};
  const std::string_view month = seen.key(4);
  const bool is_first = month == "dau" || month == "thu nhat" || month == "thu 1",
             is_second = month == "giua" || month == "thu hai" || month == "thu 2";
  const std::string_view months = is_first ? "1,4,7,10" : is_second ? "2,5,8,11" : "3,6,9,12";
  return {make_recurring("FREQ=YEARLY;BYMONTH=" + std::string(months) + *day,
                         interpret_due_words(seen.key(2), false).op.value_or(DueOp::kOn))};
}

std::string yearly_on(std::int32_t month, std::int32_t day) {
  return "FREQ=YEARLY;BYMONTH=" + std::to_string(month) + ";BYMONTHDAY=" + std::to_string(day);
}

/// "trước ngày 15/12 hằng năm" (standards 13.5).
FoundDeadlines read_yearly_date(const RuleMatch& seen) {
  constexpr std::size_t kDateAt = 3;
  const auto day = seen.number(kDateAt), month = seen.number(kDateAt + 1);
  if (!day || !month || seen.has(kDateAt + 2)) return {};
  if (!days_from_civil(2000, *month, *day)) {
    Deadline out = make_deadline(kRecurring);
    out.reasons.emplace_back("DATE_INVALID");
    return {out};
  }
  return {make_recurring(yearly_on(*month, *day),
                         interpret_due_words(seen.key(2), false).op.value_or(DueOp::kOn))};
}

/// "trước 15/6 và 15/12 hằng năm": one row each.
FoundDeadlines read_yearly_dates(const RuleMatch& seen) {
  static const Pattern kDate(R"((\d{1,2})(?: ?/ ?| thang )(\d{1,2}))");
  const std::string_view list = seen.key(3);
  const DueOp op = interpret_due_words(seen.key(2), false).op.value_or(DueOp::kOn);
  FoundDeadlines out;
  for (std::size_t at = 0; const auto date = kDate.find(list, at);) {
    const std::int32_t day = *text::parse_whole_number(date->of(list, 1)),
                       month = *text::parse_whole_number(date->of(list, 2));
    at = date->whole().end;
    if (!days_from_civil(2000, month, day)) return {};
    out.push_back(make_recurring(yearly_on(month, day), op));
  }
  return out;
}

/// "từ ngày 15 đến ngày 20 tháng 12 hằng năm" is due every year on its last day.
FoundDeadlines read_yearly_span(const RuleMatch& seen) {
  const std::int32_t day = *seen.number(2), month = *seen.number(3);
  if (!days_from_civil(2000, month, day)) return {};
  return {make_recurring(yearly_on(month, day), DueOp::kBy)};
}

/// "3,6,9"; nothing for what is no month.
std::optional<std::string> listed(const std::vector<std::int32_t>& months) {
  std::string out;
  for (const std::int32_t month : months) {
    if (!is_month(month)) return std::nullopt;
    out += (out.empty() ? "" : ",") + std::to_string(month);
  }
  return out;
}

/// "Quý IV, hằng năm", "tháng 6 và tháng 12 hằng năm" (standards 6.6).
FoundDeadlines read_yearly_period(const RuleMatch& seen) {
  std::vector<std::int32_t> months = parse_numbers(seen.key(3));
  if (seen.has(2)) {
    const std::int32_t which = parse_quarter(seen.key(2));
    if (which == 0) return {};
    months = {which * 3 - 2, which * 3 - 1, which * 3};
  }
  const auto list = listed(months);
  if (!list) return {};
  return {make_recurring("FREQ=YEARLY;BYMONTH=" + *list)};
}

/// "trước tháng 6 và tháng 12 hằng năm": the last days of May and of November are in time.
FoundDeadlines read_before_months(const RuleMatch& seen) {
  FoundDeadlines out;
  for (const std::int32_t month : parse_numbers(seen.key(2))) {
    if (!is_month(month)) return {};
    out.push_back(make_recurring(yearly_on(month, 1), DueOp::kBefore));
  }
  return out;
}

/// "từ tháng 3 đến tháng 9, hằng tháng"; "hằng tháng từ tháng 9/2025 đến tháng 5/2026", of a school
/// year without its years, too.
FoundDeadlines read_monthly_span(const RuleMatch& seen) {
  const auto first = seen.number(2), last = seen.number(4);
  if (!is_month(first) || !is_month(last)) return {};
  const auto begins = seen.number(3), ends = seen.number(5);
  const bool has_both = begins && ends;
  const bool is_of_one_year = !has_both || *begins == *ends,
             is_of_two = has_both ? *ends == *begins + 1 : seen.context.school_year.has_value();
  std::vector<std::int32_t> months;
  for (std::int32_t month = 1; month <= 12; ++month) {
    const bool is_in =
        *first < *last ? month >= *first && month <= *last : month >= *first || month <= *last;
    if (is_in) months.push_back(month);
  }
  if (*first == *last || !(*first < *last ? is_of_one_year : is_of_two)) return {};
  return {make_recurring("FREQ=MONTHLY;BYMONTH=" + *listed(months))};
}

}  // namespace

void add_recurring_dates(DeadlineRuleTable& table) {
  using enum RuleScope;
  const std::string each = kEachOfPattern, often = "(?:dinh ky,? )?" + each, ops = kDueWordsPattern,
                    date = kDatePattern;
  const std::string days = R"((\d{1,2}(?:(?:,| va|, va) (?:ngay )?\d{1,2})*))";
  table.add("D37", kAnywhere, ops + days + " (?:cua |cac )?" + each + " thang", read_monthly_days);
  table.add("D37", kAnywhere, often + R"( thang,? \(?)" + ops + days + R"(\)?)", read_monthly_days);
  table.add("D37", kAnywhere,
            ops + days + " (?:cua )?thang (?:lien )?(?:sau|ke tiep|tiep theo|ke)(?: lien ke)?",
            read_monthly_days);
  table.add("D37", kAnywhere,
            R"(((?:(?:cham nhat|truoc|vao|luc)[:,]? )+))" + std::string(kHourPattern) +
                R"((?: phut)?,? )"
                R"(ngay )" +
                days + " (?:cua |cac )?" + each + " thang",
            read_hour_of_monthly_day);
  table.add(
      "D38", kAnywhere,
      "(?:" + often + R"( quy,? \(?)?)" + ops +
          R"((\d{1,2}) (?:cua )?thang (dau|giua|cuoi|thu (?:nhat|hai|ba|[1-3]))(?: tien| cung)? (?:cua )?(?:)" +
          each + R"( )?quy)" + R"((?: (?:sau|tiep theo|ke tiep|tiep sau))?\)?)",
      read_quarterly_day);
  table.add("D30", kAnywhere,
            ops + "(" + date + "(?:(?:,| va|;) ?(?:truoc |ngay )*" + date + ")+),? (?:cua )?" +
                each + " nam",
            read_yearly_dates);
  table.add(
      "D30", kAnywhere,
      R"((?:tu )?(?:ngay )?\d{1,2}(?:(?: ?/ ?| thang )\d{1,2})? ?(?:den|-)(?: het)? ?(?:ngay )?)"
      R"((\d{1,2})(?: ?/ ?| thang )(\d{1,2}),? (?:cua )?)" +
          each + " nam",
      read_yearly_span);
  table.add("D30", kAnywhere, ops + date + ",? (?:cua )?" + each + " nam", read_yearly_date);
  table.add("D30", kAnywhere,
            R"(truoc thang (\d{1,2}(?:(?:,| va) (?:truoc )?(?:thang )?\d{1,2})*),? (?:cua )?)" +
                each + " nam",
            read_before_months);
  const std::string span = R"(tu thang (\d{1,2})(?: ?/ ?(\d{4}))? ?(?:den|-)(?: het)? )"
                           R"(?(?:thang )?(\d{1,2})(?: ?/ ?(\d{4}))?)";
  table.add("D31", kAnywhere, span + "[,;:]? (?:dinh ky )?" + each + " thang", read_monthly_span);
  table.add("D31", kAnywhere, each + R"( thang,? \(?)" + span + R"(\)?)", read_monthly_span);
  table.add("D30", kAnywhere, often + " nam,? (?:va )?(?:(?:vao |trong |nhan )?dip )?" + ops + date,
            read_yearly_date);
  const std::string when = std::string("(?:dinh ky )?(?:trong |vao )?(?:quy (") + kRomanPattern +
                           R"(|[1-4])|thang (\d{1,2}(?:(?:,| va) (?:thang )?\d{1,2})*)))";
  table.add("D30", kAnywhere, when + ",? (?:cua )?" + each + " nam", read_yearly_period);
  table.add("D30", kAnywhere, each + R"( nam,? \(?(?:vao )?)" + when + R"(\)?)",
            read_yearly_period);
}

void add_recurrences(DeadlineRuleTable& table) {
  using enum RuleScope;
  const std::string n = kNumberPattern, each = kEachPattern;
  const std::string unit = "(?:ngay|tuan|thang|quy|nam)";
  const std::string list = "(" + unit + "(?:(?:,| va|;| hoac| ?/) ?(?:" + each +
                           " )?(?:tuan|thang|quy|(?:0?6|sau) thang|(?:0?1 )?nam))*)";
  table.add("D34", kClauseStart,
            "(?:dinh ky )?(?:moi )?" + n + " (thang|tuan|quy|nam) ?(?:/ ?)?(?:(?:0?1|mot) )?lan",
            read_every_n);
  table.add("D34", kAnywhere, "dinh ky,? (?:moi )?" + n + " (thang|tuan)", read_every_n);
  table.add("D34", kAnywhere,
            "(?:dinh ky,? )?(?:moi )?" + n +
                " (thang|tuan|quy|nam|ngay) ?(?:/ ?(?:(?:0?1|mot) )?|(?:0?1|mot) )lan",
            read_every_n);
  table.add("D36", kAnywhere,
            "(?:(?:toi thieu|it nhat) )?" + n +
                " lan ?(?:/|trong|tren|mot|moi) ?(?:(?:0?1|mot) )?" + "(nam|thang|quy|tuan)",
            read_times);
  const std::string hour = std::string(kHourPattern) + "(?: phut)?";
  const std::string by = "((?:(?:cham nhat|muon nhat|truoc|vao|luc|den)[:,]? )+)",
                    weekday = "(?:thu (?:" + std::string(kWeekday) + ")|chu nhat)",
                    weekdays =
                        "(" + weekday + "(?:(?:,|;| va) ?(?:" + weekday + "|" + kWeekday + "))*)",
                    of_week = ",? (?:cua )?" + std::string(kEachOfPattern) + " tuan",
                    daytime = "(?:sang|chieu|toi|dau gio|cuoi gio|cuoi buoi)";
  table.add("D33", kAnywhere, by + hour + ",? (?:cua )?" + each + " (ngay|tuan)",
            read_hour_of_each);
  table.add("D33", kAnywhere, by + hour + ",? (?:ngay )?" + weekdays + of_week,
            read_hour_of_weekday);
  table.add("D33", kAnywhere, by + "(?:" + daytime + " )?(?:ngay )?" + weekdays + of_week,
            read_by_weekday);
  // "lần thứ hai hằng tuần" and "sau thứ Sáu hằng tuần" are no days on which something is due.
  table.add("D33", kClauseStart, "(?:ngay )?" + weekdays + of_week, read_weekday);
  table.add("D33", kAnywhere, daytime + " (?:ngay )?" + weekdays + of_week, read_weekday);
  table.add("D33", kAnywhere, each + R"( tuan,? \(?vao (?:ngay )?)" + weekdays + R"(\)?)",
            read_weekday);
  table.add("D33", kAnywhere, "moi (?:" + daytime + " )?(?:ngay )?" + weekdays, read_weekday);
  table.add("D31", kAnywhere,
            "(?:vao )?(?:ngay )?cuoi(?: cung)?(?: cua)? " + std::string(kEachOfPattern) +
                " (thang|quy|nam|tuan)",
            read_end_of_each);
  const std::string nth = "(?:dau(?: tien)?|cuoi(?: cung)?|thu (?:nhat|hai|ba|tu|[1-4]))";
  table.add("D35", kAnywhere,
            "(?:vao )?(?:" + daytime + " )?(?:ngay )?(?:" + weekday +
                " |ngay (?:lam viec )?)?(?:tuan )?" + nth + " (?:cua )?(?:" + kEachOfPattern +
                " )?(?:thang|quy)",
            read_nth);
  const std::string months =  // "6 tháng, năm", "03 tháng, 06 tháng và 01 năm"
      "((?:0?[369]|sau) thang(?:(?:,| va|;| hoac| ?/) ?(?:" + each +
      " )?(?:quy|0?[69] thang|(?:0?1 |mot )?nam))+)";
  table.add("D34", kAnywhere, "dinh ky,? (?:" + each + " )?" + months, read_each);
  table.add("D34", kCell, months, read_each);
  table.add("D30", kCell, "(?:moi|tung) (tuan|thang|quy|nam)", read_each);
  table.add("D36", kAnywhere,
            "moi (?:0?1 |mot )?(nam|thang|quy|tuan),? (?:it nhat |toi thieu )?" + n + " lan",
            read_times_of);
  table.add("D30", kClauseStart, "(?:dinh ky,? )?(?:vao )?" + each + " " + list, read_each);
  table.add("D32", kAnywhere, "(?:dinh ky,? )?" + each + " (quy|thang|tuan|ngay)", read_at_end);
  table.add("D30", kClauseStart, "dinh ky,? " + list, read_each);
  table.add("D35", kClauseStart, "dinh ky", read_unspecified);
  table.add("D29", kClauseStart,
            "(?:thuong[ ._'-]+xuyen|lien tuc)(?:(?:,| va|, va)? (?:lien tuc|thuong xuyen))?"
            "(?:,? (?:trong|ca|suot) nam(?: " +
                std::string(kFullYearPattern) + ")?)?",
            read_continuous);
}

}  // namespace codau::document
