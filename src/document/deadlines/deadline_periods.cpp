#include <algorithm>
#include <array>

#include "document/deadlines/deadline_builders.h"
#include "text/numerals.h"

namespace codau::document {
namespace {

using enum DeadlineKind;

Deadline month_period(ReadYear year, std::int32_t month) {
  if (!year.value) return mark_unknown_year(make_deadline(kMonth));
  const Day last = last_day_of_month(*year.value, month);
  return make_period(kMonth, to_iso_date(last).substr(0, 7), last, year.is_inferred);
}

Deadline quarter_period(ReadYear year, std::int32_t quarter) {
  if (!year.value) return mark_unknown_year(make_deadline(kQuarter));
  return make_period(kQuarter, std::to_string(*year.value) + "-Q" + std::to_string(quarter),
                     last_day_of_month(*year.value, quarter * 3), year.is_inferred);
}

Deadline year_period(DeadlineKind kind, ReadYear year) {
  if (!year.value) return mark_unknown_year(make_deadline(kind));
  return make_period(kind, std::to_string(*year.value), last_day_of_month(*year.value, 12),
                     year.is_inferred);
}

/// "trong tháng 13", "quý V năm 2024": meant as a time, but there is none. Without such words a
/// sentence may speak of something else ("lương tháng 13", "quý vị").
FoundDeadlines impossible_period(const RuleMatch& seen, DeadlineKind kind) {
  const bool is_time =
      seen.in_cell || seen.has(3) || !seen.key(1).starts_with(kind == kMonth ? "thang" : "quy");
  if (!is_time || seen.text_before().ends_with("luong ")) return {};
  return {make_invalid_deadline(kind)};
}

FoundDeadlines read_month(const RuleMatch& seen) {
  static const Pattern kDay(R"((?:^|[^\d])\d{1,2} $)");
  if (kDay.find(seen.text_before())) return {};
  if (!is_month(seen.number(2))) return impossible_period(seen, kMonth);
  const bool before_month = seen.key(1).starts_with("truoc");
  const ReadYear year = read_or_infer_year(seen, 3, *seen.number(2));
  if (!before_month) {
    Deadline out = month_period(year, *seen.number(2));
    out.rule = seen.has(3) ? "D11" : "D12";
    return {out};
  }
  ReadDate first{std::nullopt, year.is_inferred, false};
  if (year.value) first.day = first_day_of_month(*year.value, *seen.number(2));
  Deadline out = make_fixed_deadline(first, DueOp::kBefore);
  out.rule = "D13";
  return {out};
}

/// Đ.146 BLDS: beginning, middle and end of a month are its day 1, 15 and last (D14).
FoundDeadlines read_part_of_month(const RuleMatch& seen) {
  if (!is_month(seen.number(3))) return {};
  const ReadYear year = read_or_infer_year(seen, 4, *seen.number(3));
  ReadDate date{std::nullopt, year.is_inferred, false};
  if (year.value) {
    const Day first = first_day_of_month(*year.value, *seen.number(3));
    const Day last = last_day_of_month(*year.value, *seen.number(3));
    date.day = seen.key(2) == "dau" ? first : seen.key(2) == "giua" ? first + 14 : last;
  }
  return {make_fixed_deadline(date, DueOp::kBy)};
}

FoundDeadlines read_week(const RuleMatch& seen) {
  if (!is_month(seen.number(3))) return {};
  const ReadYear year = read_or_infer_year(seen, 4, *seen.number(3));
  if (!year.value) return {mark_unknown_year(make_deadline(kInterval))};
  const Day first = first_day_of_month(*year.value, *seen.number(3));
  const Day last = last_day_of_month(*year.value, *seen.number(3));
  if (seen.key(2) == "cuoi") return {make_interval(last - 6, last, year.is_inferred)};
  const bool is_first = seen.key(2) == "dau" || seen.key(2) == "nhat";
  const std::int32_t n = is_first ? 1 : seen.key(2) == "tu" ? 4 : seen.number(2).value_or(0);
  if (n < 1 || n > 5) return {};
  return {make_interval(first + 7 * (n - 1), std::min(first + 7 * n - 1, last), year.is_inferred)};
}

FoundDeadlines read_ten_days(const RuleMatch& seen) {
  if (!is_month(seen.number(3))) return {};
  const ReadYear year = read_or_infer_year(seen, 4, *seen.number(3));
  if (!year.value) return {mark_unknown_year(make_deadline(kInterval))};
  const Day first = first_day_of_month(*year.value, *seen.number(3));
  if (seen.key(2) == "thuong") return {make_interval(first, first + 9, year.is_inferred)};
  if (seen.key(2) == "trung") return {make_interval(first + 10, first + 19, year.is_inferred)};
  return {
      make_interval(first + 20, last_day_of_month(*year.value, *seen.number(3)), year.is_inferred)};
}

/// "nửa đầu tháng 4": days 1 to 15, 16 to the last.
FoundDeadlines read_half_month(const RuleMatch& seen) {
  const ReadYear year = read_or_infer_year(seen, 4);
  if (!is_month(seen.number(3))) return {};
  if (!year.value) return {mark_unknown_year(make_deadline(kInterval))};
  const Day first = first_day_of_month(*year.value, *seen.number(3));
  if (seen.key(2) == "dau") return {make_interval(first, first + 14, year.is_inferred)};
  return {
      make_interval(first + 15, last_day_of_month(*year.value, *seen.number(3)), year.is_inferred)};
}

/// "10 ngày đầu tháng 3".
FoundDeadlines read_days_of_month(const RuleMatch& seen) {
  const ReadYear year = read_or_infer_year(seen, 5, seen.number(4).value_or(0));
  if (!is_month(seen.number(4))) return {};
  if (!year.value) return {mark_unknown_year(make_deadline(kInterval))};
  const Day first = first_day_of_month(*year.value, *seen.number(4)),
            last = last_day_of_month(*year.value, *seen.number(4));
  const std::int32_t days = *seen.number(2);
  if (days < 1 || days > last - first) return {};
  if (seen.key(3) == "dau") return {make_interval(first, first + days - 1, year.is_inferred)};
  return {make_interval(last - days + 1, last, year.is_inferred)};
}

Deadline open_from(std::optional<Day> first, bool inferred) {
  Deadline out = make_deadline(kOpen);
  out.due_op = DueOp::kAfter;
  out.is_inferred = inferred;
  if (!first) return mark_unknown_year(out);
  out.start_date = to_iso_date(*first);
  return out;
}

/// "từ tháng 7/2024" begins with the first day of the month (D10).
FoundDeadlines read_open_month(const RuleMatch& seen) {
  if (!is_month(seen.number(2))) return {};
  const ReadYear year = read_or_infer_year(seen, 3, *seen.number(2));
  if (!year.value) return {open_from(std::nullopt, year.is_inferred)};
  return {open_from(first_day_of_month(*year.value, *seen.number(2)), year.is_inferred)};
}

FoundDeadlines read_open_quarter(const RuleMatch& seen) {
  const std::int32_t which = parse_quarter(seen.key(2));
  if (which == 0) return {};
  const ReadYear year = read_or_infer_year(seen, 3);
  if (!year.value) return {open_from(std::nullopt, year.is_inferred)};
  return {open_from(first_day_of_month(*year.value, which * 3 - 2), year.is_inferred)};
}

FoundDeadlines read_open_year(const RuleMatch& seen) {
  return {open_from(first_day_of_month(*seen.number(2), 1), false)};
}

FoundDeadlines read_months_span(const RuleMatch& seen) {
  if (!is_month(seen.number(2)) || !is_month(seen.number(4))) return {};
  const ReadYear to = read_or_infer_year(seen, 5, *seen.number(4));
  ReadYear from = seen.has(3) ? read_or_infer_year(seen, 3) : to;
  const bool is_year_before = !seen.has(3) && from.value && *seen.number(2) > *seen.number(4);
  if (is_year_before) --*from.value;  // the latest such month not after the other (13.13)
  if (!to.value || !from.value) return {mark_unknown_year(make_deadline(kInterval))};
  return {make_interval(first_day_of_month(*from.value, *seen.number(2)),
                        last_day_of_month(*to.value, *seen.number(4)), to.is_inferred)};
}

FoundDeadlines read_month_list(const RuleMatch& seen) {
  FoundDeadlines out;
  for (const std::int32_t month : parse_numbers(seen.key(2))) {
    if (!is_month(month)) return {};
    out.push_back(month_period(read_or_infer_year(seen, 3, month), month));
  }
  return out;
}

FoundDeadlines read_quarter(const RuleMatch& seen) {
  const std::int32_t which = parse_quarter(seen.key(2));
  if (which == 0) {
    static const Pattern kPrinted("V|VI|[5-9]");
    return kPrinted.is_full_match(seen.text(2)) ? impossible_period(seen, kQuarter)
                                                : FoundDeadlines{};
  }
  const ReadYear year = read_or_infer_year(seen, 3);
  if (seen.key(1).starts_with("truoc ")) {  // as "trước tháng" (D13)
    ReadDate first{std::nullopt, year.is_inferred, false};
    if (year.value) first.day = first_day_of_month(*year.value, which * 3 - 2);
    Deadline out = make_fixed_deadline(first, DueOp::kBefore);
    out.rule = "D13";
    return {out};
  }
  Deadline out = quarter_period(year, which);
  out.rule = seen.has(3) ? "D19" : "D20";
  return {out};
}

/// As those of a month (D14): the beginning of a quarter is its first day, its middle the 15th of
/// its second month.
FoundDeadlines read_part_of_quarter(const RuleMatch& seen) {
  constexpr Day kMiddle = 14;
  const std::int32_t which = parse_quarter(seen.key(3));
  if (which == 0) return {};
  const ReadYear year = read_or_infer_year(seen, 4);
  ReadDate date{std::nullopt, year.is_inferred, false};
  if (year.value) {
    date.day = seen.key(2) == "dau" ? first_day_of_month(*year.value, which * 3 - 2)
                                    : first_day_of_month(*year.value, which * 3 - 1) + kMiddle;
  }
  return {make_fixed_deadline(date, DueOp::kBy)};
}

/// "quý I - quý III" is a span, "quý I, II và IV" one deadline each (D21).
FoundDeadlines read_quarters(const RuleMatch& seen) {
  static const Pattern kItem(std::string("(?:^|[^a-z0-9|!])q?(") + kRomanPattern + "|[1-4])" +
                             kYearTailPattern + "(?:$|[^a-z0-9|!/])");
  struct Item {
    std::int32_t which;
    std::optional<std::int32_t> year;
  };
  std::vector<Item> items;
  const std::string_view list = seen.key(2);
  for (std::size_t at = 0; at < list.size();) {
    const auto item = kItem.find(list, at);
    if (!item) break;
    const std::int32_t which = parse_quarter(item->of(list, 1));
    if (which == 0) return {};
    items.push_back(
        {which, item->has(2) ? text::parse_whole_number(item->of(list, 2)) : std::nullopt});
    at = item->has(2) ? item->groups[2]->end : item->groups[1]->end;
  }
  if (items.size() < 2) return {};
  ReadYear year = infer_year(seen);
  for (std::size_t i = items.size(); i-- > 0;) {  // a year behind the list is that of all before it
    if (items[i].year) year = {items[i].year, false};
    items[i].year = year.value;
  }
  if (!year.value) return {mark_unknown_year(make_deadline(kQuarter))};
  if (items.size() == 2 && (contains_word(list, "-") || contains_word(list, "den"))) {
    const bool is_year_before = items[0].year == items[1].year && items[0].which > items[1].which;
    if (is_year_before) --*items[0].year;
    return {make_interval(first_day_of_month(*items[0].year, items[0].which * 3 - 2),
                          last_day_of_month(*items[1].year, items[1].which * 3), year.is_inferred)};
  }
  FoundDeadlines out;
  for (const Item& item : items) {
    out.push_back(quarter_period({item.year, year.is_inferred}, item.which));
  }
  return out;
}

FoundDeadlines read_half_year(const RuleMatch& seen) {
  const ReadYear year = read_or_infer_year(seen, 3);
  const bool first = seen.key(2) == "dau";
  if (!year.value) return {mark_unknown_year(make_deadline(kHalfYear))};
  return {make_period(kHalfYear, std::to_string(*year.value) + (first ? "-H1" : "-H2"),
                      last_day_of_month(*year.value, first ? 6 : 12), year.is_inferred)};
}

FoundDeadlines read_nine_months(const RuleMatch& seen) {
  const ReadYear year = read_or_infer_year(seen, 2);
  if (!year.value) return {mark_unknown_year(make_deadline(kInterval))};
  return {make_interval(first_day_of_month(*year.value, 1), last_day_of_month(*year.value, 9),
                        year.is_inferred)};
}

FoundDeadlines read_year(const RuleMatch& seen) {
  return {year_period(kYear, read_or_infer_year(seen, 2))};
}

FoundDeadlines read_whole_year(const RuleMatch& seen) {
  if (seen.text_after().starts_with(" hoc")) return {};
  Deadline out = year_period(kYear, read_or_infer_year(seen, 2));
  if (out.due_date) out.due_op = DueOp::kOn;
  return {out};
}

/// Đ.146 BLDS: beginning, middle and end of a year are 1 January, 30 June, 31 December (D27).
FoundDeadlines read_part_of_year(const RuleMatch& seen) {
  static const Pattern kOther("(?:ky hop|hoi nghi|so ket|tong ket) $");  // what has that name
  if (!seen.in_cell && !seen.has(3) && !seen.key(1).starts_with("vao")) return {};
  if (seen.text_after().starts_with(" hoc") || kOther.find(seen.text_before())) return {};
  const ReadYear year = read_or_infer_year(seen, 3);
  ReadDate date{std::nullopt, year.is_inferred, false};
  if (year.value) {
    date.day = seen.key(2) == "dau"    ? first_day_of_month(*year.value, 1)
               : seen.key(2) == "giua" ? last_day_of_month(*year.value, 6)
                                       : last_day_of_month(*year.value, 12);
  }
  return {make_fixed_deadline(date, DueOp::kBy)};
}

/// "Cuối năm, tổng kết.": at the start of a clause it is when.
FoundDeadlines read_end_of_year(const RuleMatch& seen) {
  static const Pattern kOther(" (?:hoc|truoc|sau|ngoai|20)");
  if (kOther.at_start(seen.text_after())) return {};
  const ReadYear year = infer_year(seen);
  ReadDate date{std::nullopt, year.is_inferred, false};
  if (year.value) date.day = last_day_of_month(*year.value, 12);
  return {make_fixed_deadline(date, DueOp::kBy)};
}

FoundDeadlines read_years_span(const RuleMatch& seen) {
  const std::int32_t from = *seen.number(2), to = *seen.number(3);
  if (to < from) return {};
  return {make_interval(first_day_of_month(from, 1), last_day_of_month(to, 12), false)};
}

FoundDeadlines read_until_year(const RuleMatch& seen) {
  Deadline out = make_deadline(kInterval);
  out.due_date = to_iso_date(last_day_of_month(*seen.number(2), 12));
  out.due_op = DueOp::kBy;
  return {out};
}

}  // namespace

void add_months(DeadlineRuleTable& table) {
  using enum RuleScope;
  const std::string year = kYearTailPattern;
  table.add("D14", kAnywhere, R"((?:vao |den |truoc )?(dau|giua|cuoi) thang (\d{1,2}))" + year,
            read_part_of_month);
  table.add(
      "D15", kAnywhere,
      R"(tuan (?:le )?(?:thu )?([1-5]|dau|cuoi|nhat|hai|ba|tu|nam) (?:cua )?thang (\d{1,2}))" +
          year,
      read_week);
  table.add("D16", kAnywhere, R"((thuong|trung|ha) tuan thang (\d{1,2}))" + year, read_ten_days);
  table.add(
      "D17", kAnywhere,
      R"((?:tu )?thang (\d{1,2}))" + year + R"( ?(?:den|-)(?: het)? ?(?:thang )?(\d{1,2}))" + year,
      read_months_span);
  table.add("D17", kCell,
            R"((?:tu )?(?:thang )?(\d{1,2}))" + year +
                R"( ?(?:-|den)(?: het)? ?(?:thang )?(\d{1,2}) ?[/.] ?)" + kFullYearPattern,
            read_months_span);
  table.add(
      "D18", kAnywhere,
      R"((?:trong |vao )?(?:(?:cac|0?[2-4]|hai|ba|bon) )?thang (\d{1,2}(?: ?(?:,|;|va|&) ?(?:thang )?\d{1,2})+))" +
          year,
      read_month_list);
  table.add("D18", kCell,
            R"((\d{1,2}(?: ?(?:,|;|va|&) ?\d{1,2})+) ?/ ?)" + std::string(kFullYearPattern),
            read_month_list);
  table.add("D16", kAnywhere, R"(nua (dau|cuoi) thang (\d{1,2}))" + year, read_half_month);
  table.add("D16", kAnywhere,
            R"((?:trong )?(\d{1,2}) ngay (dau|cuoi) (?:cua )?thang (\d{1,2}))" + year,
            read_days_of_month);
  table.add("D10", kAnywhere, R"(tu (?:dau )?thang (\d{1,2}))" + year + "(?: tro di)?",
            read_open_month);
  table.add("D11", kCell, R"((?:trong |vao )?thang (\d{1,2})/(\d\d))", read_month);
  table.add("D12", kAnywhere, R"((?:trong |vao |den |truoc |het )*thang (\d{1,2}))" + year,
            read_month);
  table.add("D12", kCell, R"(t\.? ?(\d{1,2}))" + year, read_month);
  table.add(
      "D11", kCell,
      R"((?:trong |vao |den |truoc |het )*(\d{1,2}) ?[/.-] ?)" + std::string(kFullYearPattern),
      read_month);
}

void add_quarters_and_years(DeadlineRuleTable& table) {
  using enum RuleScope;
  const std::string year = kYearTailPattern, full = kFullYearPattern, roman = kRomanPattern;
  const std::string item = "(?:" + roman + "|[1-4])" + R"((?:(?: ?/ ?| nam )(?:19|20)\d\d)?)";
  table.add("D21", kAnywhere,
            "(?:trong |tu )?quy (" + item + "(?: ?(?:,|;|va|&|\\+|-|den)(?: het)? ?(?:quy )?" +
                item + ")+)",
            read_quarters);
  table.add("D20", kAnywhere, "(?:trong |het |cuoi |den |truoc )*quy (" + roman + "|[1-9])" + year,
            read_quarter);
  table.add("D14", kAnywhere, "(?:vao )?(dau|giua) quy (" + roman + "|[1-4])" + year,
            read_part_of_quarter);
  table.add("D19", kCell, "(ii|iii|iv) ?/ ?" + full, read_quarter);
  table.add("D21", kCell,
            R"(q\.? ?()" + item + R"((?: ?(?:,|;|va|&|\+|-|den) ?(?:q\.? ?)?)" + item + ")+)",
            read_quarters);
  table.add("D20", kCell, R"((?:trong |het |den |truoc )*q\.? ?()" + roman + "|[1-4])" + year,
            read_quarter);
  table.add("D10", kAnywhere, "tu (?:dau )?quy (" + roman + "|[1-4])" + year + "(?: tro di)?",
            read_open_quarter);
  table.add("D10", kClauseStart, "tu nam " + full + "(?: tro di)?", read_open_year);
  table.add("D10", kCell, "(?:tu )?nam " + full + " va (?:cac|nhung) nam (?:tiep theo|sau|toi)",
            read_open_year);
  table.add("D22", kAnywhere,
            "(?:trong )?(?:0?6|sau) thang (dau|cuoi)(?: cua)? nam(?: " + full + ")?",
            read_half_year);
  table.add("D23", kCell, "(?:trong )?(?:0?9|chin) thang(?: dau nam)?(?: " + full + ")?",
            read_nine_months);
  table.add("D23", kAnywhere, "(?:trong )?(?:0?9|chin) thang dau nam(?: " + full + ")?",
            read_nine_months);
  table.add("D28", kClauseStart,
            "(?:trong )?giai doan " + full + "(?: ?(?:-|den) ?| )(?:nam )?" + full,
            read_years_span);
  table.add("D28", kCell, "(?:tu )?(?:nam )?" + full + " ?(?:-|den)(?: het)? ?(?:nam )?" + full,
            read_years_span);
  table.add("D28", kClauseStart, "tu nam " + full + " (?:-|den)(?: het)? (?:nam )?" + full,
            read_years_span);
  table.add("D28", kClauseStart, "(?:den |het )+nam " + full, read_until_year);
  table.add("D28", kCell, "(?:den |het )+" + full, read_until_year);
  table.add("D24", kCell, "(?:trong )?(?:nam )?" + full, read_year);
  table.add("D24", kAnywhere, "trong nam " + full, read_year);
  table.add("D25", kCell, "trong nam(?: nay| ke hoach)?", read_year);
  table.add("D26", kClauseStart, "(?:ca|trong suot|suot) nam(?: " + full + ")?", read_whole_year);
  table.add("D26", kAnywhere, "(?:trong suot|trong ca|suot) nam " + full, read_whole_year);
  table.add("D27", kClauseStart, "(cuoi) nam", read_end_of_year);
  table.add("D27", kAnywhere, "(?:vao )?(dau|giua|cuoi) nam(?: " + full + ")?", read_part_of_year);
}

std::optional<MonthsOfYear> read_months_of_year(std::string_view nfc) {
  static const Pattern kMonths(R"((?:thang )?(\d{1,2}(?: ?[+,;&-] ?\d{1,2})*) ?/ ?(\d{4}))");
  const std::string key = fold(nfc);
  const auto found = kMonths.is_full_match(key) ? kMonths.at_start(key) : std::nullopt;
  if (!found) return std::nullopt;
  return MonthsOfYear{parse_numbers(found->of(key, 1)),
                      *text::parse_whole_number(found->of(key, 2))};
}

}  // namespace codau::document
