#include "document/deadline_rules.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace codau::document {
namespace {

using Found = std::vector<Deadline>;
using enum DeadlineKind;

// ---- pieces of patterns, on keys ----

/// A day and month with or without a year, or all three with dots or dashes: six groups.
constexpr const char* kDate =
    R"((?:(\d{1,2})(?: ?/ ?| thang )(\d{1,2})(?:(?: ?/ ?|,? nam )(\d{4}|\d{2}))?|)"
    R"((\d{1,2})[.-](\d{1,2})[.-](\d{4}|\d{2})))";
constexpr std::size_t kDateGroups = 6;
/// Words that say how a date is meant, one group.
constexpr const char* kOps =
    R"(((?:(?:cham nhat|muon nhat|hoan thanh|hoan tat|ket thuc|xong|truoc|den|toi|het|vao|trong|)"
    R"(han cuoi(?: cung)?|han chot|thoi han|du kien|khoang|sang|chieu|la)[:,]? )*)(?:ngay )?)";
constexpr const char* kYearTail = R"((?:(?: ?[/.-] ?|,? (?:cua )?nam )((?:19|20)\d\d))?)";
constexpr const char* kFullYear = R"(((?:19|20)\d\d))";
constexpr const char* kRoman = R"([ivl1|!]{1,4})";
constexpr const char* kNumber = R"((\d{1,3}|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi))";
constexpr const char* kEach = "hang";

// ---- years and dates ----

struct Year {
  std::optional<std::int32_t> value;
  bool inferred = false;
};

std::optional<std::int32_t> digits(std::string_view text) {
  std::int32_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return out;
}

/// A missing year (standards 6.4): the sentence's, the plan's, the issue date's.
Year missing_year(const Sighting& seen) {
  if (seen.year_nearby) return {seen.year_nearby, true};
  if (seen.context.over_years) return {};
  if (seen.context.plan_year) return {seen.context.plan_year, true};
  if (seen.context.issued_date) return {digits(seen.context.issued_date->substr(0, 4)), true};
  return {};
}

Year year_of(const Sighting& seen, std::size_t group) {
  const auto printed = seen.number(group);
  if (!printed) return missing_year(seen);
  if (seen.key(group).size() == 2) return {2000 + *printed, true};
  return {printed, false};
}

/// The year of the plan, for deadlines that have a period but no date.
std::optional<std::string> plan_period(const Sighting& seen, std::size_t group) {
  if (const auto year = year_of(seen, group).value) return std::to_string(*year);
  return std::nullopt;
}

Deadline of_kind(DeadlineKind kind) {
  Deadline out;
  out.kind = kind;
  return out;
}

Deadline unknown_year(Deadline deadline) {
  deadline.reasons.emplace_back("DEADLINE_UNPARSED");
  return deadline;
}

struct Date {
  std::optional<Day> day;
  bool inferred = false;
  bool invalid = false;  ///< no calendar has it (standards 6.7)
};

Date date_at(const Sighting& seen, std::size_t group, std::size_t year_group = 0) {
  if (!seen.has(group)) group += 3;
  if (year_group == 0 || seen.has(group + 2)) year_group = group + 2;
  const Year year = year_of(seen, year_group);
  const std::int32_t month = *seen.number(group + 1), day = *seen.number(group);
  Date out{std::nullopt, year.inferred, false};
  if (year.value) out.day = civil_days(*year.value, month, day);
  // Without a year 29/2 may be right: ask a leap year.
  out.invalid = year.value ? !out.day : !civil_days(2000, month, day);
  return out;
}

std::vector<std::string> reasons_of(const Date& date) {
  if (date.invalid) return {"DATE_INVALID"};
  if (!date.day) return {"DEADLINE_UNPARSED"};
  return {};
}

Deadline fixed(const Date& date, DueOp op) {
  Deadline out = of_kind(kFixed);
  out.inferred = date.inferred;
  out.reasons = reasons_of(date);
  if (!date.day) return out;
  out.due_date = iso_date(*date.day);
  out.due_op = op;
  return out;
}

Deadline interval(Day from, Day to, bool inferred) {
  Deadline out = of_kind(kInterval);
  out.start_date = iso_date(from);
  out.due_date = iso_date(to);
  out.due_op = DueOp::kBy;
  out.period = *out.start_date + '/' + *out.due_date;
  out.inferred = inferred;
  return out;
}

Deadline interval(const Date& from, const Date& to) {
  if (from.day && to.day) return interval(*from.day, *to.day, from.inferred || to.inferred);
  Deadline out = of_kind(kInterval);
  out.reasons = reasons_of(from.day ? to : from);
  return out;
}

/// A period that is due on its last day.
Deadline period(DeadlineKind kind, std::string name, Day last, bool inferred) {
  Deadline out = of_kind(kind);
  out.period = std::move(name);
  out.due_date = iso_date(last);
  out.due_op = DueOp::kBy;
  out.inferred = inferred;
  return out;
}

Deadline month_period(Year year, std::int32_t month) {
  if (!year.value) return unknown_year(of_kind(kMonth));
  const Day last = last_day(*year.value, month);
  return period(kMonth, iso_date(last).substr(0, 7), last, year.inferred);
}

Deadline quarter_period(Year year, std::int32_t quarter) {
  if (!year.value) return unknown_year(of_kind(kQuarter));
  return period(kQuarter, std::to_string(*year.value) + "-Q" + std::to_string(quarter),
                last_day(*year.value, quarter * 3), year.inferred);
}

Deadline year_period(DeadlineKind kind, Year year) {
  if (!year.value) return unknown_year(of_kind(kind));
  return period(kind, std::to_string(*year.value), last_day(*year.value, 12), year.inferred);
}

Deadline recurring(std::string rule, std::optional<DueOp> op = std::nullopt) {
  Deadline out = of_kind(kRecurring);
  out.recurrence = std::move(rule);
  out.due_op = op;
  return out;
}

bool is_month(std::optional<std::int32_t> month) { return month && *month >= 1 && *month <= 12; }

// ---- words around a date ----

bool holds(std::string_view key, std::string_view word) {
  return key.find(word) != std::string_view::npos;
}

struct Meaning {
  std::optional<DueOp> op;
  std::string rule = "D01";
};

/// What the words before a date say; the word "trước" wins (standards 6.2).
Meaning meaning(std::string_view ops, bool has_year) {
  const bool latest = holds(ops, "nhat"), done = holds(ops, "xong") || holds(ops, "hoan ");
  if (holds(ops, "truoc")) {
    return {DueOp::kBefore, latest || done ? "D05" : has_year ? "D02" : "D03"};
  }
  if (latest) return {DueOp::kBy, "D04"};
  for (const std::string_view word : {"den ", "toi ", "het ", "han "}) {
    if (holds(ops, word)) return {DueOp::kBy, "D06"};
  }
  for (const std::string_view word : {"vao ", "trong ", "sang ", "chieu "}) {
    if (holds(ops, word)) return {DueOp::kOn, "D07"};
  }
  return {};
}

Deadline event(std::optional<DueOp> op, std::string anchor) {
  Deadline out = of_kind(kEvent);
  out.due_op = op;
  out.anchor = std::move(anchor);
  return out;
}

/// "đến 2/3" is a fraction; a date without such words is one only with its year, and not where it
/// belongs to a cited paper.
bool is_date_in_prose(const Sighting& seen, const Meaning& what, bool has_year) {
  if (has_year) return what.op || !seen.behind().starts_with(" cua ");
  if (!what.op) return false;
  return holds(seen.key(1), "ngay ") || holds(seen.key(1), "thang ") ||
         *what.op == DueOp::kBefore || holds(seen.key(2), "nhat") || holds(seen.key(2), "sang ") ||
         holds(seen.key(2), "chieu ");
}

/// D01 to D07.
Found read_date(const Sighting& seen) {
  constexpr std::size_t kDateAt = 3;
  const bool has_year = seen.has(kDateAt + 2) || seen.has(kDateAt + 5);
  Meaning what = meaning(seen.key(2), has_year);
  if (seen.behind().starts_with(" am lich") || seen.behind().starts_with(" (am lich")) {
    Deadline out = event(what.op, seen.text(1) + " âm lịch");
    out.rule = "D49";
    return {out};
  }
  if (!seen.in_cell && !is_date_in_prose(seen, what, has_year)) return {};
  Deadline out =
      fixed(date_at(seen, kDateAt), what.op.value_or(seen.in_cell ? DueOp::kBy : DueOp::kOn));
  const auto& issued = seen.context.issued_date;
  const bool is_past = !what.op && out.due_date && issued && *out.due_date < *issued;
  if (!seen.in_cell && is_past) return {};  // an event that the plan tells of
  out.rule = what.rule;
  return {out};
}

Found read_clock_date(const Sighting& seen) {
  const bool at = seen.key(2) == "vao" || seen.key(2) == "luc";
  Deadline out = fixed(date_at(seen, 4), at ? DueOp::kOn : DueOp::kBy);
  out.note = seen.text(3);
  return {out};
}

/// "từ ngày A đến ngày B": a missing year of A is that of B (D08).
Found read_span(const Sighting& seen) {
  constexpr std::size_t kFrom = 3, kTo = kFrom + kDateGroups;
  const std::size_t year = seen.has(kTo) ? kTo + 2 : kTo + 5;
  if (!seen.in_cell && !seen.has(2) && !seen.has(year)) return {};
  return {interval(date_at(seen, kFrom, seen.has(year) ? year : 0), date_at(seen, kTo))};
}

/// "20 - 21/11/2017": the first day shares month and year (D09).
Found read_day_span(const Sighting& seen) {
  if (!seen.in_cell && !seen.has(2)) return {};
  Date from = date_at(seen, 4);
  const Date to = from;
  const std::size_t month = seen.has(4) ? 5 : 8;
  const std::int32_t first = *seen.number(3);
  if (to.day) {
    const std::string iso = iso_date(*to.day);
    from.day = civil_days(*digits(iso.substr(0, 4)), *seen.number(month), first);
    from.invalid = !from.day;
  }
  return {interval(from, to)};
}

Found read_open(const Sighting& seen) {
  const Date date = date_at(seen, 3);
  Deadline out = of_kind(kOpen);
  out.inferred = date.inferred;
  out.reasons = reasons_of(date);
  out.due_op = DueOp::kAfter;
  if (date.day) out.start_date = iso_date(*date.day + (seen.key(2) == "sau" ? 1 : 0));
  return {out};
}

// ---- months, quarters, years ----

Found read_month(const Sighting& seen) {
  static const Pattern kDay(R"((?:^|[^\d])\d{1,2} $)");
  if (!is_month(seen.number(2)) || kDay.find(seen.ahead())) return {};
  const bool before_month = seen.key(1).starts_with("truoc");
  const Year year = year_of(seen, 3);
  if (!before_month) {
    Deadline out = month_period(year, *seen.number(2));
    out.rule = seen.has(3) ? "D11" : "D12";
    return {out};
  }
  Date first{std::nullopt, year.inferred, false};
  if (year.value) first.day = first_day(*year.value, *seen.number(2));
  Deadline out = fixed(first, DueOp::kBefore);
  out.rule = "D13";
  return {out};
}

/// Đ.146 BLDS: beginning, middle and end of a month are its day 1, 15 and last (D14).
Found read_part_of_month(const Sighting& seen) {
  if (!is_month(seen.number(3))) return {};
  const Year year = year_of(seen, 4);
  Date date{std::nullopt, year.inferred, false};
  if (year.value) {
    const Day first = first_day(*year.value, *seen.number(3));
    const Day last = last_day(*year.value, *seen.number(3));
    date.day = seen.key(2) == "dau" ? first : seen.key(2) == "giua" ? first + 14 : last;
  }
  return {fixed(date, DueOp::kBy)};
}

Found read_week(const Sighting& seen) {
  const Year year = year_of(seen, 4);
  if (!is_month(seen.number(3))) return {};
  if (!year.value) return {unknown_year(of_kind(kInterval))};
  const Day first = first_day(*year.value, *seen.number(3));
  const Day last = last_day(*year.value, *seen.number(3));
  if (seen.key(2) == "cuoi") return {interval(last - 6, last, year.inferred)};
  const std::int32_t n = seen.key(2) == "dau" ? 1 : seen.number(2).value_or(0);
  if (n < 1 || n > 5) return {};
  return {interval(first + 7 * (n - 1), std::min(first + 7 * n - 1, last), year.inferred)};
}

Found read_ten_days(const Sighting& seen) {
  const Year year = year_of(seen, 4);
  if (!is_month(seen.number(3))) return {};
  if (!year.value) return {unknown_year(of_kind(kInterval))};
  const Day first = first_day(*year.value, *seen.number(3));
  if (seen.key(2) == "thuong") return {interval(first, first + 9, year.inferred)};
  if (seen.key(2) == "trung") return {interval(first + 10, first + 19, year.inferred)};
  return {interval(first + 20, last_day(*year.value, *seen.number(3)), year.inferred)};
}

Found read_months_span(const Sighting& seen) {
  if (!is_month(seen.number(2)) || !is_month(seen.number(4))) return {};
  const Year to = year_of(seen, 5);
  const Year from = seen.has(3) ? year_of(seen, 3) : to;
  if (!to.value || !from.value) return {unknown_year(of_kind(kInterval))};
  return {interval(first_day(*from.value, *seen.number(2)), last_day(*to.value, *seen.number(4)),
                   to.inferred)};
}

/// The numbers that a list such as "6, 9 và 12" names, in order.
std::vector<std::int32_t> numbers_in(std::string_view key) {
  std::vector<std::int32_t> out;
  for (std::size_t i = 0; i < key.size(); ++i) {
    if (key[i] < '0' || key[i] > '9') continue;
    const std::size_t end = std::min(key.find_first_not_of("0123456789", i), key.size());
    out.push_back(digits(key.substr(i, end - i)).value_or(0));
    i = end;
  }
  return out;
}

Found read_month_list(const Sighting& seen) {
  Found out;
  const Year year = year_of(seen, 3);
  for (const std::int32_t month : numbers_in(seen.key(2))) {
    if (!is_month(month)) return {};
    out.push_back(month_period(year, month));
  }
  return out;
}

/// 1 to 4, in digits or Roman letters as scanners read them (I, 1, l, | and ! are one class).
std::int32_t quarter(std::string_view key) {
  if (key.size() == 1 && key[0] >= '1' && key[0] <= '4') return key[0] - '0';
  std::string roman(key);
  std::ranges::replace_if(
      roman, [](char c) { return c != 'v'; }, 'i');
  static constexpr std::array<std::string_view, 4> kRomans = {"i", "ii", "iii", "iv"};
  const auto* const found = std::ranges::find(kRomans, roman);
  return found == kRomans.end() ? 0 : static_cast<std::int32_t>(found - kRomans.begin()) + 1;
}

Found read_quarter(const Sighting& seen) {
  const std::int32_t which = quarter(seen.key(2));
  if (which == 0) return {};
  Deadline out = quarter_period(year_of(seen, 3), which);
  out.rule = seen.has(3) ? "D19" : "D20";
  return {out};
}

/// "quý I - quý III" is a span, "quý I, II và IV" one deadline each (D21).
Found read_quarters(const Sighting& seen) {
  static const Pattern kItem(std::string("(?:^|[^a-z0-9|!])(") + kRoman + "|[1-4])" + kYearTail +
                             "(?:$|[^a-z0-9|!/])");
  struct Item {
    std::int32_t which;
    std::optional<std::int32_t> year;
  };
  std::vector<Item> items;
  const std::string_view list = seen.key(2);
  for (std::size_t at = 0; at < list.size();) {
    const auto item = kItem.find(list, at);
    if (!item) break;
    const std::int32_t which = quarter(item->of(list, 1));
    if (which == 0) return {};
    items.push_back({which, item->has(2) ? digits(item->of(list, 2)) : std::nullopt});
    at = item->has(2) ? item->groups[2]->end : item->groups[1]->end;
  }
  if (items.size() < 2) return {};
  Year year = missing_year(seen);
  for (std::size_t i = items.size(); i-- > 0;) {  // a year behind the list is that of all before it
    if (items[i].year) year = {items[i].year, false};
    items[i].year = year.value;
  }
  if (!year.value) return {unknown_year(of_kind(kQuarter))};
  if (items.size() == 2 && (holds(list, "-") || holds(list, "den"))) {
    return {interval(first_day(*items[0].year, items[0].which * 3 - 2),
                     last_day(*items[1].year, items[1].which * 3), year.inferred)};
  }
  Found out;
  for (const Item& item : items) {
    out.push_back(quarter_period({item.year, year.inferred}, item.which));
  }
  return out;
}

Found read_half_year(const Sighting& seen) {
  const Year year = year_of(seen, 3);
  const bool first = seen.key(2) == "dau";
  if (!year.value) return {unknown_year(of_kind(kHalfYear))};
  return {period(kHalfYear, std::to_string(*year.value) + (first ? "-H1" : "-H2"),
                 last_day(*year.value, first ? 6 : 12), year.inferred)};
}

Found read_nine_months(const Sighting& seen) {
  const Year year = year_of(seen, 2);
  if (!year.value) return {unknown_year(of_kind(kInterval))};
  return {interval(first_day(*year.value, 1), last_day(*year.value, 9), year.inferred)};
}

Found read_year(const Sighting& seen) { return {year_period(kYear, year_of(seen, 2))}; }

Found read_whole_year(const Sighting& seen) {
  Deadline out = year_period(kYear, year_of(seen, 2));
  if (out.due_date) out.due_op = DueOp::kOn;
  return {out};
}

/// Đ.146 BLDS: beginning, middle and end of a year are 1 January, 30 June, 31 December (D27).
Found read_part_of_year(const Sighting& seen) {
  if (!seen.in_cell && !seen.has(3) && !seen.key(1).starts_with("vao")) return {};
  const Year year = year_of(seen, 3);
  Date date{std::nullopt, year.inferred, false};
  if (year.value) {
    date.day = seen.key(2) == "dau"    ? first_day(*year.value, 1)
               : seen.key(2) == "giua" ? last_day(*year.value, 6)
                                       : last_day(*year.value, 12);
  }
  return {fixed(date, DueOp::kBy)};
}

Found read_years_span(const Sighting& seen) {
  const std::int32_t from = *seen.number(2), to = *seen.number(3);
  if (to < from) return {};
  return {interval(first_day(from, 1), last_day(to, 12), false)};
}

Found read_until_year(const Sighting& seen) {
  Deadline out = of_kind(kInterval);
  out.due_date = iso_date(last_day(*seen.number(2), 12));
  out.due_op = DueOp::kBy;
  return {out};
}

// ---- what comes again ----

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
Found read_each(const Sighting& seen) {
  static const Pattern kItem(
      R"((?:^|[^a-z0-9])(?:(0?6|sau) )?(ngay|tuan|thang|quy|nam)(?:$|[^a-z]))");
  Found out;
  const std::string list(seen.key(2));
  for (std::size_t at = 0; const auto item = kItem.find(list, at);) {
    const std::string_view unit = item->of(list, 2);
    at = item->groups[2]->end;
    // "hằng tháng, năm 2024": the year belongs to what follows
    if (at == list.size() && unit == "nam" && !out.empty() && seen.behind().starts_with(" 20"))
      break;
    out.push_back(recurring(frequency(unit, item->has(1) ? 6 : 1)));
    out.back().rule = item->has(1) ? "D34" : rule_of_unit(unit);
  }
  return out;
}

Found read_every_n(const Sighting& seen) {
  const auto n = seen.number(2);
  if (!n || *n < 1) return {};
  return {recurring(frequency(seen.key(3), *n))};
}

Found read_times(const Sighting& seen) {
  const auto n = seen.number(2);
  if (!n || *n < 1) return {};
  Deadline out = recurring(frequency(seen.key(3)));
  out.recur_count = n;
  return {out};
}

Found read_unspecified(const Sighting&) {
  Deadline out = of_kind(kRecurring);
  out.reasons.emplace_back("RECURRENCE_UNSPECIFIED");
  return {out};
}

std::optional<std::string> month_day(std::optional<std::int32_t> day) {
  if (!day || *day < 1 || *day > 31) return std::nullopt;
  return ";BYMONTHDAY=" + std::to_string(*day);
}

Found read_monthly_day(const Sighting& seen) {
  const auto day = month_day(seen.number(3));
  if (!day) return {};
  return {recurring("FREQ=MONTHLY" + *day, meaning(seen.key(2), false).op.value_or(DueOp::kOn))};
}

Found read_quarterly_day(const Sighting& seen) {
  const auto day = month_day(seen.number(3));
  if (!day) return {};
  return {recurring("FREQ=YEARLY;BYMONTH=3,6,9,12" + *day,
                    meaning(seen.key(2), false).op.value_or(DueOp::kOn))};
}

/// "trước ngày 15/12 hằng năm" (standards 13.5).
Found read_yearly_date(const Sighting& seen) {
  constexpr std::size_t kDateAt = 3;
  const auto day = seen.number(kDateAt), month = seen.number(kDateAt + 1);
  if (!day || !month || seen.has(kDateAt + 2)) return {};
  if (!civil_days(2000, *month, *day)) {
    Deadline out = of_kind(kRecurring);
    out.reasons.emplace_back("DATE_INVALID");
    return {out};
  }
  return {recurring("FREQ=YEARLY;BYMONTH=" + std::to_string(*month) + *month_day(day),
                    meaning(seen.key(2), false).op.value_or(DueOp::kOn))};
}

/// "Quý IV, hằng năm", "tháng 6 và tháng 12 hằng năm" (standards 6.6).
Found read_yearly_period(const Sighting& seen) {
  std::vector<std::int32_t> months = numbers_in(seen.key(3));
  if (seen.has(2)) {
    const std::int32_t which = quarter(seen.key(2));
    if (which == 0) return {};
    months = {which * 3 - 2, which * 3 - 1, which * 3};
  }
  std::string list;
  for (const std::int32_t month : months) {
    if (!is_month(month)) return {};
    list += (list.empty() ? "" : ",") + std::to_string(month);
  }
  return {recurring("FREQ=YEARLY;BYMONTH=" + list)};
}

// ---- events, distances, rules ----

DueOp op_of(std::string_view word) {
  return word.starts_with("truoc") ? DueOp::kBefore
         : word.starts_with("sau") ? DueOp::kAfter
                                   : DueOp::kOn;
}

/// "Trước ngày 25/5/2018 ≤ 3 ngày làm việc" has a date in it and is no event.
Found read_event(const Sighting& seen) {
  static const Pattern kDayAndMonth(R"(\d ?/ ?\d)");
  if (kDayAndMonth.find(seen.key(3))) return {};
  return {event(op_of(seen.key(2)), seen.text(3))};
}

Found read_lunar(const Sighting& seen) { return {event(op_of(seen.key(2)), seen.text(3))}; }

Found read_around(const Sighting& seen) {
  Deadline out = event(std::nullopt, seen.text(2));
  out.note = "around";
  return {out};
}

/// True for an anchor that is the issue of this very plan (standards 13.6).
bool is_issue(std::string_view anchor) {
  static const Pattern kIssue(
      R"((?:ngay |thoi diem |thoi gian )?(?:ky(?:,)?(?: ban hanh)?|ban hanh)(?: ke hoach(?: nay)?)?|)"
      R"((?:ngay )?ke hoach(?: nay)? (?:duoc |co )?(?:ky|ban hanh|phe duyet|hieu luc)(?: ban hanh)?)");
  return kIssue.fits(anchor);
}

/// The day that lies n units behind the issue date; a period that ends on a weekend ends on the
/// next working day (Đ.147, Đ.148 BLDS). Holidays need a table that nobody has given.
std::string counted_from(const std::string& issued, std::int32_t n, std::string_view unit) {
  const Day from = day_of(issued);
  const Day to = unit == "workday" ? add_working_days(from, n)
                 : unit == "month" ? add_months(from, n)
                                   : from + (unit == "week" ? 7 : 1) * static_cast<Day>(n);
  return iso_date(working_day_from(to));
}

Deadline distance(const Sighting& seen) {
  Deadline out = of_kind(kRelative);
  out.offset_n = seen.number(2);
  const std::string_view unit = seen.key(3);
  out.offset_unit = unit == "ngay lam viec" ? "workday"
                    : unit == "ngay"        ? "day"
                    : unit == "tuan"        ? "week"
                                            : "month";
  out.due_op = DueOp::kBy;
  return out;
}

Found read_distance(const Sighting& seen) {
  Deadline out = distance(seen);
  if (seen.match.groups.size() <= 4 || !seen.has(4)) return {out};
  out.anchor = seen.text(4);
  const auto& issued = seen.context.issued_date;
  if (!issued) return {out};
  out.due_date = due_after_issue(*out.anchor, *out.offset_n, *out.offset_unit, *issued);
  if (!out.due_date) return {out};
  out.inferred = true;
  out.reasons.emplace_back("HOLIDAYS_IGNORED");
  return {out};
}

Found read_continuous(const Sighting& seen) {
  Deadline out = of_kind(kContinuous);
  out.period = plan_period(seen, 2);
  return {out};
}

/// "theo quy định" is everywhere in prose; it is a deadline where a report is due (seeds: "báo cáo
/// UBND huyện theo quy định.").
Found read_by_rule(const Sighting& seen) {
  if (seen.in_cell) return {of_kind(kByRule)};
  static const Pattern kEnd(R"( ?(?:$|[.;,:()]))");
  const std::string_view ahead = seen.ahead();
  const std::size_t sentence = std::min(ahead.rfind(". ") + 1, ahead.size());
  if (!holds(ahead.substr(sentence), "bao cao") || !kEnd.at_start(seen.behind())) return {};
  return {of_kind(kByRule)};
}

Found read_by_plan(const Sighting& seen) {
  Deadline out = of_kind(kByOtherPlan);
  out.anchor = seen.text(2);
  return {out};
}

Found read_immediate(const Sighting& seen) {
  Deadline out = of_kind(kImmediate);
  if (seen.match.groups.size() > 2) out.anchor = seen.text(2);
  return {out};
}

Found read_on_request(const Sighting&) { return {of_kind(kOnRequest)}; }

// ---- the table ----

class Table {
 public:
  void add(std::string id, Scope scope, const std::string& body,
           std::function<Found(const Sighting&)> read) {
    rules_.push_back(
        {std::move(id), scope, Pattern("(?:^|[^a-z0-9/])(" + body + ")(?:$|[^a-z0-9])"),
         Pattern(R"(^(?:[-+*•] )?(?:(?:hoan thanh|thuc hien|trien khai|to chuc|bao cao|)"
                 R"(du kien|thoi gian|thoi han|gui|nop|xong)[:,]? )*?()" +
                 body + R"()[ .;,]*$)"),
         std::move(read)});
  }
  std::vector<DeadlineRule> take() { return std::move(rules_); }

 private:
  std::vector<DeadlineRule> rules_;
};

void add_recurring_dates(Table& table) {
  using enum Scope;
  const std::string each = kEach, ops = kOps, date = kDate;
  table.add("D37", kAnywhere, ops + R"((\d{1,2}) (?:cua |cac )?)" + each + " thang",
            read_monthly_day);
  table.add("D37", kAnywhere, each + " thang,? " + ops + R"((\d{1,2}))", read_monthly_day);
  table.add("D38", kAnywhere,
            ops + R"((\d{1,2}) (?:cua )?thang cuoi (?:cua )?(?:moi |hang |tung )?quy)",
            read_quarterly_day);
  table.add("D30", kAnywhere, ops + date + ",? (?:cua )?" + each + " nam", read_yearly_date);
  table.add("D30", kAnywhere, each + " nam,? (?:va )?" + ops + date, read_yearly_date);
  const std::string when = std::string("(?:dinh ky )?(?:trong |vao )?(?:quy (") + kRoman +
                           R"(|[1-4])|thang (\d{1,2}(?:(?:,| va) (?:thang )?\d{1,2})*)))";
  table.add("D30", kAnywhere, when + ",? (?:cua )?" + each + " nam", read_yearly_period);
  table.add("D30", kAnywhere, each + " nam,? (?:vao )?" + when, read_yearly_period);
}

void add_dates(Table& table) {
  using enum Scope;
  const std::string ops = kOps, date = kDate;
  table.add("D06", kAnywhere,
            R"((truoc|den|vao|luc|cham nhat(?: la)?) (\d{1,2} ?(?:h|gio|:) ?(?:\d{2})?)(?: phut)?)"
            R"(,? ?(?:ngay )?)" +
                date,
            read_clock_date);
  table.add("D08", kAnywhere,
            "(tu )?(?:du kien |khoang |vao )?(?:ngay )?" + date +
                "(?: cho)? ?(?:den|toi|-)(?: het)? ?(?:ngay )?" + date,
            read_span);
  table.add("D09", kAnywhere,
            R"((tu ngay |tu |ngay )?(\d{1,2}) ?(?:den|-)(?: het)? ?(?:ngay )?)" + date,
            read_day_span);
  table.add("D10", kAnywhere, "(ke tu|tu|sau) (?:ngay )?" + date + "(?: tro di)?", read_open);
  table.add("D01", kAnywhere, ops + date, read_date);
}

void add_months(Table& table) {
  using enum Scope;
  const std::string year = kYearTail;
  table.add("D14", kAnywhere, R"((?:vao |den |truoc )?(dau|giua|cuoi|het) thang (\d{1,2}))" + year,
            read_part_of_month);
  table.add("D15", kAnywhere, R"(tuan (?:thu )?([1-5]|dau|cuoi) (?:cua )?thang (\d{1,2}))" + year,
            read_week);
  table.add("D16", kAnywhere, R"((thuong|trung|ha) tuan thang (\d{1,2}))" + year, read_ten_days);
  table.add(
      "D17", kAnywhere,
      R"((?:tu )?thang (\d{1,2}))" + year + R"( ?(?:den|-)(?: het)? ?(?:thang )?(\d{1,2}))" + year,
      read_months_span);
  table.add("D18", kAnywhere,
            R"((?:trong |vao )?thang (\d{1,2}(?: ?(?:,|;|va|&) ?(?:thang )?\d{1,2})+))" + year,
            read_month_list);
  table.add("D12", kAnywhere, R"((?:trong |vao |den |truoc )?thang (\d{1,2}))" + year, read_month);
  table.add("D11", kCell, R"((\d{1,2}) ?[/-] ?)" + std::string(kFullYear), read_month);
}

void add_quarters_and_years(Table& table) {
  using enum Scope;
  const std::string year = kYearTail, full = kFullYear, roman = kRoman;
  const std::string item = "(?:" + roman + "|[1-4])" + R"((?:(?: ?/ ?| nam )(?:19|20)\d\d)?)";
  table.add(
      "D21", kAnywhere,
      "(?:trong |tu )?quy (" + item + "(?: ?(?:,|;|va|&|-|den)(?: het)? ?(?:quy )?" + item + ")+)",
      read_quarters);
  table.add("D20", kAnywhere, "(?:trong |het |cuoi |den )*quy (" + roman + "|[1-4])" + year,
            read_quarter);
  table.add("D22", kAnywhere,
            "(?:trong )?(?:0?6|sau) thang (dau|cuoi)(?: cua)? nam(?: " + full + ")?",
            read_half_year);
  table.add("D23", kCell, "(?:trong )?(?:0?9|chin) thang(?: dau nam)?(?: " + full + ")?",
            read_nine_months);
  table.add("D23", kAnywhere, "(?:trong )?(?:0?9|chin) thang dau nam(?: " + full + ")?",
            read_nine_months);
  table.add("D28", kClauseStart, "(?:trong )?giai doan " + full + " ?(?:-|den) ?(?:nam )?" + full,
            read_years_span);
  table.add("D28", kCell, "(?:tu )?(?:nam )?" + full + " ?(?:-|den)(?: het)? ?(?:nam )?" + full,
            read_years_span);
  table.add("D28", kClauseStart, "(?:den |het )+nam " + full, read_until_year);
  table.add("D24", kCell, "(?:trong )?(?:nam )?" + full, read_year);
  table.add("D24", kAnywhere, "trong nam " + full, read_year);
  table.add("D25", kCell, "trong nam(?: nay| ke hoach)?", read_year);
  table.add("D26", kClauseStart, "(?:ca|trong suot|suot) nam(?: " + full + ")?", read_whole_year);
  table.add("D27", kAnywhere, "(?:vao )?(dau|giua|cuoi) nam(?: " + full + ")?", read_part_of_year);
}

void add_recurrences(Table& table) {
  using enum Scope;
  const std::string n = kNumber, each = kEach;
  const std::string unit = "(?:ngay|tuan|thang|quy|nam)";
  const std::string list = "(" + unit + "(?:(?:,| va|;| hoac| ?/) ?(?:" + each +
                           " )?(?:tuan|thang|quy|(?:0?6|sau) thang|(?:0?1 )?nam))*)";
  table.add("D34", kClauseStart,
            "(?:dinh ky )?(?:moi )?" + n + " (thang|tuan|quy|nam) ?(?:/ ?)?(?:(?:0?1|mot) )?lan",
            read_every_n);
  table.add("D34", kAnywhere, "dinh ky,? (?:moi )?" + n + " (thang|tuan)", read_every_n);
  table.add("D36", kAnywhere,
            "(?:(?:toi thieu|it nhat) )?" + n +
                " lan ?(?:/|trong|tren|mot|moi) ?(?:(?:0?1|mot) )?" + "(nam|thang|quy|tuan)",
            read_times);
  table.add("D30", kClauseStart, "(?:dinh ky,? )?(?:vao )?" + each + " " + list, read_each);
  table.add("D30", kClauseStart, "dinh ky,? " + list, read_each);
  table.add("D35", kClauseStart, "dinh ky", read_unspecified);
  table.add("D29", kClauseStart,
            "(?:thuong[ ._'-]+xuyen|lien tuc)(?:(?:,| va|, va)? (?:lien tuc|thuong xuyen))?"
            "(?:,? (?:trong|ca|suot) nam(?: " +
                std::string(kFullYear) + ")?)?",
            read_continuous);
}

void add_events(Table& table) {
  using enum Scope;
  const std::string distance_words =
      "(?:(?:cham nhat|muon nhat|trong vong|trong thoi han|trong thoi gian|trong|toi da|khong qua|"
      "≤|<=?)[: ]*(?:la )?)?" +
      std::string(kNumber) + R"( ?\(?(ngay lam viec|ngay|tuan|thang)\)?)";
  table.add("D44", kAnywhere, distance_words + ",? (?:ke tu|tinh tu|sau|tu)(?: khi)? ([^.;,()]+)",
            read_distance);
  table.add("D44", kCell, distance_words, read_distance);
  table.add("D47", kClauseStart, "ngay (?:sau )?khi ([^;,.]+)", read_immediate);
  table.add(
      "D47", kCell,
      "(?:thuc hien )?(?:kip thoi|khan truong|ngay lap tuc|ngay)(?:,? (?:kip thoi|khan truong))?",
      read_immediate);
  table.add("D48", kCell, "(?:bao cao )?dot xuat[^;]*|(?:khi co|khi duoc|theo) yeu cau",
            read_on_request);
  table.add("D48", kAnywhere,
            "(?:bao cao|hoac|va) dot xuat(?: khi (?:co|duoc) yeu cau)?|khi (?:co|duoc) yeu cau",
            read_on_request);
  table.add("D49", kAnywhere,
            "(truoc|sau|dip|trong dip|trong) (?:dip )?(tet(?: nguyen dan| duong lich| am lich)?)",
            read_event);
  table.add("D49", kCell, "(truoc|sau|dip|trong dip|trong) (?:dip )?(tet [^;]+)", read_event);
  table.add("D49", kCell,
            "(truoc |sau |vao )?((?:ngay )?[^;]*(?:am lich|thang gieng|thang chap|ram thang)[^;]*)",
            read_lunar);
  table.add("D42", kCell, "truoc(?:, trong)? va sau(?: khi)? ([^;]+)", read_around);
  table.add("D40", kCell, "(?:den )?(truoc)(?: khi)? ([^0-9;][^;]*)", read_event);
  table.add("D41", kCell, "(sau)(?: khi)? ([^0-9;][^;]*)", read_event);
  table.add("D43", kCell, "(khi)(?: co)? ([^;]+)", read_event);
  table.add("D45", kAnywhere, "(?:theo )?(?:dung )?(?:thoi gian |thoi han )?quy dinh",
            read_by_rule);
  table.add("D45", kCell, "(?:theo|dung) (?:dung )?(?:thoi gian |thoi han )?(?:quy dinh|luat)[^;]*",
            read_by_rule);
  table.add("D46", kCell,
            "theo (?:dung )?((?:ke hoach|huong dan|yeu cau|lich|chi dao|tien do|chuong trinh|"
            "van ban|qd|quyet dinh|thong bao)[^;]*)",
            read_by_plan);
}

std::vector<DeadlineRule> build() {
  Table table;
  add_recurring_dates(table);
  add_dates(table);
  add_months(table);
  add_quarters_and_years(table);
  add_recurrences(table);
  add_events(table);
  return table.take();
}

}  // namespace

std::string Sighting::text(std::size_t group) const {
  if (!has(group)) return {};
  std::string out(slice(passage.text, passage.in_text(*match.groups[group])));
  while (!out.empty() && (out.back() == ' ' || out.back() == ',')) out.pop_back();
  return out;
}

std::optional<std::int32_t> Sighting::number(std::size_t group) const {
  static constexpr std::array<std::string_view, 10> kWords = {"mot", "hai", "ba",  "bon",  "nam",
                                                              "sau", "bay", "tam", "chin", "muoi"};
  if (group >= match.groups.size() || !has(group)) return std::nullopt;
  const auto* const word = std::ranges::find(kWords, key(group));
  if (word != kWords.end()) return static_cast<std::int32_t>(word - kWords.begin()) + 1;
  return digits(key(group));
}

std::string_view Sighting::behind() const {
  return std::string_view(passage.key).substr(match.groups[1]->end);
}

std::string_view Sighting::ahead() const {
  return std::string_view(passage.key).substr(0, match.groups[1]->begin);
}

std::span<const DeadlineRule> deadline_rules() {
  static const std::vector<DeadlineRule> kRules = build();
  return kRules;
}

std::optional<std::string> due_after_issue(const std::string& anchor, std::int32_t n,
                                           std::string_view unit, const std::string& issued) {
  std::string key = fold(anchor);
  while (!key.empty() && key.back() == ' ') key.pop_back();
  if (!is_issue(key)) return std::nullopt;
  return counted_from(issued, n, unit);
}

void set_last_day(Deadline& deadline) {
  if (!deadline.due_date || !deadline.due_op || deadline.due_op == DueOp::kAfter) return;
  const Day due = day_of(*deadline.due_date);
  deadline.due_last_day = iso_date(deadline.due_op == DueOp::kBefore ? due - 1 : due);
}

}  // namespace codau::document
