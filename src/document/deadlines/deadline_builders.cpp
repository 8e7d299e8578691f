#include "document/deadlines/deadline_builders.h"

#include <algorithm>
#include <array>
#include <utility>

#include "document/deadlines/digit_repair.h"
#include "text/numerals.h"

namespace codau::document {

using enum DeadlineKind;

// ---- years and dates ----

namespace {

ReadYear year_in_school(std::int32_t first, std::int32_t month,
                        const std::optional<std::string>& issued) {
  // Pupils come together in the last weeks of August, the year opens on 5 September and ends by 31
  // May (the ministry's frame of each year, as Quyết định 2045/QĐ-BGDĐT of 2024).
  constexpr std::int32_t kBegins = 8;
  if (!is_month(month) || (month < kBegins && !issued)) return {};
  const std::int32_t year = month >= kBegins ? first : first + 1;
  if (issued) {
    const Day begin = first_day_of_month(first, kBegins), now = parse_iso_date(*issued);
    if (now > last_day_of_month(year, month) || (now < begin && month < kBegins)) return {};
  }
  return {year, true};
}

}  // namespace

ReadYear infer_year(const RuleMatch& seen, std::int32_t month) {
  if (seen.year_nearby) return {seen.year_nearby, true};
  if (const auto& said = seen.context.months;
      said && std::ranges::find(said->months, month) != said->months.end())
    return {said->year, true};
  if (seen.context.school_year)
    return year_in_school(*seen.context.school_year, month, seen.context.issued_date);
  if (seen.context.spans_years) return {};
  if (seen.context.plan_year) return {seen.context.plan_year, true};
  if (seen.context.issued_date)
    return {text::parse_whole_number(seen.context.issued_date->substr(0, 4)), true};
  return {};
}

ReadYear read_or_infer_year(const RuleMatch& seen, std::size_t group, std::int32_t month) {
  const auto printed = seen.number(group);
  if (!printed) return infer_year(seen, month);
  if (seen.key(group).size() == 2) return {2000 + *printed, true};
  return {printed, false};
}

Deadline make_deadline(DeadlineKind kind) {
  Deadline out;
  out.kind = kind;
  return out;
}

Deadline mark_unknown_year(Deadline deadline) {
  deadline.reasons.emplace_back("DEADLINE_UNPARSED");
  return deadline;
}

ReadDate read_date_groups(const RuleMatch& seen, std::size_t group, std::size_t year_group) {
  if (!seen.has(group)) group += 3;
  if (year_group == 0 || seen.has(group + 2)) year_group = group + 2;
  const std::int32_t month = *seen.number(group + 1), day = *seen.number(group);
  const ReadYear year = read_or_infer_year(seen, year_group, month);
  ReadDate out{std::nullopt, year.is_inferred, false};
  if (year.value) out.day = days_from_civil(*year.value, month, day);
  // Without a year 29/2 may be right: ask a leap year.
  out.invalid = year.value ? !out.day : !days_from_civil(2000, month, day);
  const auto& issued = seen.context.issued_date;
  if (out.invalid && year.value && issued) {
    const PrintedDay printed{seen.passage.in_text(*seen.match.groups[group]),
                             seen.passage.in_text(*seen.match.groups[group + 1])};
    out.proposed = propose_digit_repair(seen.passage.text, printed, *year.value, *issued);
  }
  return out;
}

Deadline make_invalid_deadline(DeadlineKind kind) {
  Deadline out = make_deadline(kind);
  out.reasons = {"DATE_INVALID"};
  return out;
}

std::vector<std::string> find_date_reasons(const ReadDate& date) {
  if (date.invalid) return {"DATE_INVALID"};
  if (!date.day) return {"DEADLINE_UNPARSED"};
  return {};
}

Deadline make_fixed_deadline(const ReadDate& date, DueOp op) {
  Deadline out = make_deadline(kFixed);
  out.is_inferred = date.is_inferred;
  out.reasons = find_date_reasons(date);
  out.proposed = date.proposed;
  if (!date.day) return out;
  out.due_date = to_iso_date(*date.day);
  out.due_op = op;
  return out;
}

Deadline make_interval(Day from, Day to, bool inferred) {
  if (from > to) return make_invalid_deadline(kInterval);
  Deadline out = make_deadline(kInterval);
  out.start_date = to_iso_date(from);
  out.due_date = to_iso_date(to);
  out.due_op = DueOp::kBy;
  out.period = *out.start_date + '/' + *out.due_date;
  out.is_inferred = inferred;
  return out;
}

Deadline make_interval(const ReadDate& from, const ReadDate& to) {
  if (from.day && to.day)
    return make_interval(*from.day, *to.day, from.is_inferred || to.is_inferred);
  Deadline out = make_deadline(kInterval);
  out.reasons = find_date_reasons(from.day ? to : from);
  out.proposed = (from.day ? to : from).proposed;
  return out;
}

Deadline make_period(DeadlineKind kind, std::string name, Day last, bool inferred) {
  Deadline out = make_deadline(kind);
  out.period = std::move(name);
  out.due_date = to_iso_date(last);
  out.due_op = DueOp::kBy;
  out.is_inferred = inferred;
  return out;
}

Deadline make_recurring(std::string rule, std::optional<DueOp> op) {
  Deadline out = make_deadline(kRecurring);
  out.recurrence = std::move(rule);
  out.due_op = op;
  return out;
}

bool is_month(std::optional<std::int32_t> month) { return month && *month >= 1 && *month <= 12; }

// ---- words around a date ----

bool contains_word(std::string_view key, std::string_view word) {
  return key.find(word) != std::string_view::npos;
}

DueMeaning interpret_due_words(std::string_view ops, bool has_year) {
  const bool latest = contains_word(ops, "nhat"),
             done = contains_word(ops, "xong") || contains_word(ops, "hoan ");
  if (contains_word(ops, "truoc")) {
    return {DueOp::kBefore, latest || done ? "D05" : has_year ? "D02" : "D03"};
  }
  if (latest) return {DueOp::kBy, "D04"};
  for (const std::string_view word : {"den ", "toi ", "het ", "han "}) {
    if (contains_word(ops, word)) return {DueOp::kBy, "D06"};
  }
  for (const std::string_view word : {"vao ", "trong ", "sang ", "chieu "}) {
    if (contains_word(ops, word)) return {DueOp::kOn, "D07"};
  }
  return {};
}

Deadline make_event(std::optional<DueOp> op, std::string anchor) {
  Deadline out = make_deadline(kEvent);
  out.due_op = op;
  out.anchor = std::move(anchor);
  return out;
}

std::vector<std::int32_t> parse_numbers(std::string_view key) {
  std::vector<std::int32_t> out;
  for (std::size_t i = 0; i < key.size(); ++i) {
    if (key[i] < '0' || key[i] > '9') continue;
    const std::size_t end = std::min(key.find_first_not_of("0123456789", i), key.size());
    out.push_back(text::parse_whole_number(key.substr(i, end - i)).value_or(0));
    i = end;
  }
  return out;
}

std::int32_t parse_quarter(std::string_view key) {
  if (key.size() == 1 && key[0] >= '1' && key[0] <= '4') return key[0] - '0';
  std::string roman(key);
  std::ranges::replace_if(
      roman, [](char c) { return c != 'v'; }, 'i');
  static constexpr std::array<std::string_view, 4> kRomans = {"i", "ii", "iii", "iv"};
  const auto* const found = std::ranges::find(kRomans, roman);
  return found == kRomans.end() ? 0 : static_cast<std::int32_t>(found - kRomans.begin()) + 1;
}

// ---- what was seen ----

std::string RuleMatch::text(std::size_t group) const {
  if (!has(group)) return {};
  std::string out(slice(passage.text, passage.in_text(*match.groups[group])));
  while (!out.empty() && (out.back() == ' ' || out.back() == ',')) out.pop_back();
  return out;
}

std::optional<std::int32_t> RuleMatch::number(std::size_t group) const {
  static constexpr std::array<std::string_view, 10> kWords = {"mot", "hai", "ba",  "bon",  "nam",
                                                              "sau", "bay", "tam", "chin", "muoi"};
  if (group >= match.groups.size() || !has(group)) return std::nullopt;
  const auto* const word = std::ranges::find(kWords, key(group));
  if (word != kWords.end()) return static_cast<std::int32_t>(word - kWords.begin()) + 1;
  return text::parse_whole_number(key(group));
}

std::string_view RuleMatch::text_after() const {
  return std::string_view(passage.key).substr(match.groups[1]->end);
}

std::string_view RuleMatch::text_before() const {
  return std::string_view(passage.key).substr(0, match.groups[1]->begin);
}

// ---- the table ----

void DeadlineRuleTable::add(std::string id, RuleScope scope, const std::string& body,
                            std::function<FoundDeadlines(const RuleMatch&)> read) {
  rules_.push_back({std::move(id), scope, Pattern("(?:^|[^a-z0-9/])(" + body + ")(?:$|[^a-z0-9])"),
                    Pattern(R"(^(?:[-+*•] )?(?:(?:hoan thanh|thuc hien|trien khai|to chuc|bao cao|)"
                            R"(du kien|thoi gian|thoi han|gui|nop|xong)[:,]? )*?()" +
                            body + R"()[ .;,]*$)"),
                    std::move(read)});
}

}  // namespace codau::document
