#include "document/deadlines/deadline_builders.h"
#include "text/numerals.h"

namespace codau::document {
namespace {

using enum DeadlineKind;

/// "đến 2/3" is a fraction; a date without such words is one only with its year, and not where it
/// belongs to a cited paper.
bool is_date_in_prose(const RuleMatch& seen, const DueMeaning& what, bool has_year) {
  if (has_year) return what.op || !seen.text_after().starts_with(" cua ");
  if (!what.op) return false;
  return contains_word(seen.key(1), "ngay ") || contains_word(seen.key(1), "thang ") ||
         *what.op == DueOp::kBefore || contains_word(seen.key(2), "nhat") ||
         contains_word(seen.key(2), "sang ") || contains_word(seen.key(2), "chieu ");
}

/// D01 to D07.
FoundDeadlines read_date(const RuleMatch& seen) {
  constexpr std::size_t kDateAt = 3;
  static const Pattern kMonths(R"((?:,| va) ?\d{1,2}(?:$|[^\d]))");
  if (seen.key(2).ends_with("trong ") && seen.key(1).find("ngay ") == std::string_view::npos &&
      seen.key(1).find(" thang ") != std::string_view::npos && kMonths.at_start(seen.text_after()))
    return {};  // "trong 02 tháng 3 và 4/2025" are two months
  const bool has_year = seen.has(kDateAt + 2) || seen.has(kDateAt + 5);
  DueMeaning what = interpret_due_words(seen.key(2), has_year);
  if (seen.text_after().starts_with(" am lich") || seen.text_after().starts_with(" (am lich")) {
    Deadline out = make_event(what.op, seen.text(1) + " âm lịch");
    out.rule = "D49";
    return {out};
  }
  if (!seen.in_cell && !is_date_in_prose(seen, what, has_year)) return {};
  Deadline out = make_fixed_deadline(read_date_groups(seen, kDateAt),
                                     what.op.value_or(seen.in_cell ? DueOp::kBy : DueOp::kOn));
  const auto& issued = seen.context.issued_date;
  const bool is_past = !what.op && out.due_date && issued && *out.due_date < *issued;
  if (!seen.in_cell && is_past) return {};  // an event that the plan tells of
  out.rule = what.rule;
  return {out};
}

/// A list of dates has the words before it and the year behind it in common: "trước ngày 15/6 và
/// 15/12/2024".
FoundDeadlines read_date_list(const RuleMatch& seen) {
  static const Pattern kDate(kDatePattern);
  struct Item {
    std::int32_t day, month;
    std::optional<std::int32_t> year;
  };
  const std::string_view list = seen.key(3);
  std::vector<Item> items;
  for (std::size_t at = 0; const auto date = kDate.find(list, at);) {
    const std::size_t first = date->has(1) ? 1 : 4;
    const auto value = [&](std::size_t group) {
      return text::parse_whole_number(date->of(list, group));
    };
    items.push_back({*value(first), *value(first + 1), std::nullopt});
    if (date->has(first + 2)) {
      const std::int32_t year = *value(first + 2);
      items.back().year = year < 100 ? 2000 + year : year;
    }
    at = date->whole().end;
  }
  const DueMeaning what = interpret_due_words(seen.key(2), items.back().year.has_value());
  if (!seen.in_cell && !what.op && !items.back().year) return {};
  std::optional<std::int32_t> printed;
  for (std::size_t i = items.size(); i-- > 0;) {  // a year behind the list is that of all before it
    if (items[i].year) printed = items[i].year;
    items[i].year = printed;
  }
  FoundDeadlines out;
  for (const Item& item : items) {
    const ReadYear year = item.year ? ReadYear{item.year, false} : infer_year(seen, item.month);
    ReadDate date{std::nullopt, year.is_inferred, false};
    if (year.value) date.day = days_from_civil(*year.value, item.month, item.day);
    date.invalid = !days_from_civil(year.value.value_or(2000), item.month, item.day);
    out.push_back(
        make_fixed_deadline(date, what.op.value_or(seen.in_cell ? DueOp::kBy : DueOp::kOn)));
    out.back().rule = what.rule;
  }
  return out;
}

/// "trước ngày 20 tháng 3, 6, 9 và 12 năm 2025", "ngày 15 của các tháng 6, 12": a day of each
/// month.
FoundDeadlines read_day_of_months(const RuleMatch& seen) {
  if (seen.text_after().starts_with(" thang") || seen.text_after().starts_with("/")) return {};
  const DueMeaning what = interpret_due_words(seen.key(2), seen.has(5));
  const bool is_day = contains_word(seen.key(1), "ngay ");
  if (!is_day && (seen.key(2).ends_with("trong ") || (!seen.in_cell && !what.op))) return {};
  FoundDeadlines out;
  for (const std::int32_t month : parse_numbers(seen.key(4))) {
    if (!is_month(month)) return {};
    const ReadYear year = read_or_infer_year(seen, 5, month);
    ReadDate date{std::nullopt, year.is_inferred, false};
    if (year.value) date.day = days_from_civil(*year.value, month, *seen.number(3));
    date.invalid = year.value && !date.day;
    out.push_back(
        make_fixed_deadline(date, what.op.value_or(seen.in_cell ? DueOp::kBy : DueOp::kOn)));
    out.back().rule = what.rule;
  }
  return out;
}

/// "từ nay đến hết năm": from the day of issue to the last day of what is named (D08).
FoundDeadlines read_from_now(const RuleMatch& seen) {
  constexpr std::size_t kDateAt = 2, kMonth = 8, kQuarter = 10, kYear = 12;
  ReadDate to{std::nullopt, true, false};
  const auto last_of = [&](std::size_t year_group, std::int32_t month) {
    if (const auto year = read_or_infer_year(seen, year_group, month).value)
      to.day = last_day_of_month(*year, month);
  };
  if (seen.has(kMonth)) {
    if (!is_month(seen.number(kMonth))) return {};
    last_of(kMonth + 1, *seen.number(kMonth));
  } else if (seen.has(kQuarter)) {
    const std::int32_t which = parse_quarter(seen.key(kQuarter));
    if (which == 0) return {};
    last_of(kQuarter + 1, which * 3);
  } else if (seen.has(kDateAt) || seen.has(kDateAt + 3)) {
    to = read_date_groups(seen, kDateAt);
  } else {
    last_of(kYear, 12);
  }
  const auto& issued = seen.context.issued_date;
  if (to.day && issued && *issued <= to_iso_date(*to.day))
    return {make_interval(parse_iso_date(*issued), *to.day, true)};
  Deadline out = make_deadline(kInterval);
  out.is_inferred = true;
  out.reasons = find_date_reasons(to);
  if (to.day) out.due_date = to_iso_date(*to.day);
  if (to.day) out.due_op = DueOp::kBy;
  return {out};
}

/// "từ tháng 4 đến hết năm 2025", "từ ngày 01/6 đến hết quý III": to the last day of what is named.
FoundDeadlines read_span_to(const RuleMatch& seen) {
  constexpr std::size_t kDateAt = 2, kFromMonth = 8, kMonth = 10, kQuarter = 12, kYear = 14;
  const bool is_month_said = seen.has(kMonth), is_quarter_said = seen.has(kQuarter);
  const std::int32_t month = is_month_said     ? seen.number(kMonth).value_or(0)
                             : is_quarter_said ? parse_quarter(seen.key(kQuarter)) * 3
                                               : 12;
  const ReadYear year = read_or_infer_year(seen,
                                           is_month_said     ? kMonth + 1
                                           : is_quarter_said ? kQuarter + 1
                                                             : kYear,
                                           month);
  if (!is_month(month)) return {};
  ReadDate to{std::nullopt, year.is_inferred, false};
  if (year.value) to.day = last_day_of_month(*year.value, month);
  if (!seen.has(kFromMonth)) return {make_interval(read_date_groups(seen, kDateAt), to)};
  const std::int32_t first = seen.number(kFromMonth).value_or(0);
  if (!is_month(first)) return {};
  ReadDate from{std::nullopt, !seen.has(kFromMonth + 1), false};
  if (const auto begun = seen.has(kFromMonth + 1) ? seen.number(kFromMonth + 1) : year.value)
    from.day = first_day_of_month(*begun, first);
  return {make_interval(from, to)};
}

FoundDeadlines read_clock_date(const RuleMatch& seen) {
  const bool at = seen.key(2) == "vao" || seen.key(2) == "luc" || (!seen.in_cell && !seen.has(2));
  Deadline out = make_fixed_deadline(read_date_groups(seen, 4), at ? DueOp::kOn : DueOp::kBy);
  out.note = seen.text(3);
  return {out};
}

std::int32_t year_of(Day day) { return *text::parse_whole_number(to_iso_date(day).substr(0, 4)); }

/// "từ ngày A đến ngày B": a missing year of A makes it the latest such day not after B (D08,
/// 13.13).
FoundDeadlines read_span(const RuleMatch& seen) {
  constexpr std::size_t kFrom = 3, kTo = kFrom + kDateGroups;
  const std::size_t year = seen.has(kTo) ? kTo + 2 : kTo + 5;
  if (!seen.in_cell && !seen.has(2) && !seen.has(year)) return {};
  ReadDate from = read_date_groups(seen, kFrom, seen.has(year) ? year : 0);
  const ReadDate to = read_date_groups(seen, kTo);
  const bool has_year = seen.has(kFrom + 2) || seen.has(kFrom + 5);
  if (!has_year && from.day && to.day && *from.day > *to.day) {
    const std::int32_t before = year_of(*to.day) - 1;
    from.day = days_from_civil(before, *seen.number(kFrom + 1), *seen.number(kFrom));
    from.invalid = !from.day;
  }
  return {make_interval(from, to)};
}

/// "20 - 21/11/2017": the first day shares month and year (D09); "28 đến 03/11" is of the month
/// before.
FoundDeadlines read_day_span(const RuleMatch& seen) {
  if (!seen.in_cell && !seen.has(2)) return {};
  ReadDate from = read_date_groups(seen, 4);
  const ReadDate to = from;
  const std::int32_t month = *seen.number(seen.has(4) ? 5 : 8);
  const std::int32_t last = *seen.number(seen.has(4) ? 4 : 7);
  const std::int32_t first = *seen.number(3);
  if (to.day) {
    const bool is_before = first > last, is_year_before = is_before && month == 1;
    const std::int32_t of = is_year_before ? 12 : month - (is_before ? 1 : 0);
    from.day = days_from_civil(year_of(*to.day) - (is_year_before ? 1 : 0), of, first);
    from.invalid = !from.day;
  }
  return {make_interval(from, to)};
}

FoundDeadlines read_open(const RuleMatch& seen) {
  const ReadDate date = read_date_groups(seen, 3);
  Deadline out = make_deadline(kOpen);
  out.is_inferred = date.is_inferred;
  out.reasons = find_date_reasons(date);
  out.due_op = DueOp::kAfter;
  if (date.day) out.start_date = to_iso_date(*date.day + (seen.key(2) == "sau" ? 1 : 0));
  return {out};
}

}  // namespace

void add_dates(DeadlineRuleTable& table) {
  using enum RuleScope;
  const std::string ops = kDueWordsPattern, date = kDatePattern,
                    hour = "(?:" + std::string(kHourPattern) + "(?: phut)?,? )?";
  table.add("D06", kAnywhere,
            R"((?:(truoc|den|vao|luc|cham nhat(?: la)?) )?)"
            "(" +
                std::string(kHourPattern) + ")(?: phut)?,? ?(?:sang |chieu )?(?:ngay )?" + date,
            read_clock_date);
  table.add("D08", kAnywhere,
            "(tu )?(?:du kien |khoang |vao )?" + hour + "(?:ngay )?" + date +
                "(?: cho)? ?(?:den|toi|-)(?: het)? ?" + hour + "(?:ngay )?" + date,
            read_span);
  table.add("D09", kAnywhere,
            R"((tu ngay |tu |ngay )?(\d{1,2}) ?(?:den|-)(?: het)? ?(?:ngay )?)" + date,
            read_day_span);
  table.add("D08", kAnywhere,
            "(?:ke )?tu nay (?:cho )?(?:den|toi)(?: het| cuoi)? (?:(?:ngay )?" + date +
                R"(|thang (\d{1,2}))" + kYearTailPattern + "|quy (" + kRomanPattern + "|[1-4])" +
                kYearTailPattern + "|nam(?: " + kFullYearPattern + ")?)",
            read_from_now);
  table.add("D08", kAnywhere,
            "(?:ke )?tu (?:(?:ngay )?" + date + R"(|(?:dau )?thang (\d{1,2}))" + kYearTailPattern +
                ") (?:cho )?(?:den|toi) (?:het|cuoi) " + R"((?:thang (\d{1,2}))" +
                kYearTailPattern + "|quy (" + kRomanPattern + "|[1-4])" + kYearTailPattern +
                "|nam(?: " + kFullYearPattern + ")?)",
            read_span_to);
  table.add("D10", kAnywhere, "(ke tu|tu|sau) (?:ngay )?" + date + "(?: tro di)?", read_open);
  table.add(
      "D01", kAnywhere,
      ops + R"((\d{1,2}) (?:cua )?(?:cac )?thang (\d{1,2}(?:(?:,| va|;) ?(?:thang )?\d{1,2})+))" +
          kYearTailPattern,
      read_day_of_months);
  table.add("D01", kAnywhere, ops + "(" + date + "(?:(?:,| va|;) ?(?:truoc |ngay )*" + date + ")+)",
            read_date_list);
  table.add("D01", kAnywhere, ops + date, read_date);
}

}  // namespace codau::document
