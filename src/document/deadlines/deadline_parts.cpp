#include "document/deadlines/deadline_parts.h"

#include <algorithm>
#include <array>
#include <utility>

#include "document/deadlines/digit_repair.h"
#include "text/numerals.h"

namespace codau::document {

using enum DeadlineKind;

// ---- years and dates ----

namespace {

Year year_in_school(std::int32_t first, std::int32_t month,
                    const std::optional<std::string>& issued) {
  // Pupils come together in the last weeks of August, the year opens on 5 September and ends by 31
  // May (the ministry's frame of each year, as Quyết định 2045/QĐ-BGDĐT of 2024).
  constexpr std::int32_t kBegins = 8;
  if (!is_month(month) || (month < kBegins && !issued)) return {};
  const std::int32_t year = month >= kBegins ? first : first + 1;
  if (issued) {
    const Day begin = first_day(first, kBegins), now = day_of(*issued);
    if (now > last_day(year, month) || (now < begin && month < kBegins)) return {};
  }
  return {year, true};
}

}  // namespace

Year missing_year(const Sighting& seen, std::int32_t month) {
  if (seen.year_nearby) return {seen.year_nearby, true};
  if (seen.context.school_year)
    return year_in_school(*seen.context.school_year, month, seen.context.issued_date);
  if (seen.context.over_years) return {};
  if (seen.context.plan_year) return {seen.context.plan_year, true};
  if (seen.context.issued_date)
    return {text::parse_whole_number(seen.context.issued_date->substr(0, 4)), true};
  return {};
}

Year year_of(const Sighting& seen, std::size_t group, std::int32_t month) {
  const auto printed = seen.number(group);
  if (!printed) return missing_year(seen, month);
  if (seen.key(group).size() == 2) return {2000 + *printed, true};
  return {printed, false};
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

Date date_at(const Sighting& seen, std::size_t group, std::size_t year_group) {
  if (!seen.has(group)) group += 3;
  if (year_group == 0 || seen.has(group + 2)) year_group = group + 2;
  const std::int32_t month = *seen.number(group + 1), day = *seen.number(group);
  const Year year = year_of(seen, year_group, month);
  Date out{std::nullopt, year.inferred, false};
  if (year.value) out.day = civil_days(*year.value, month, day);
  // Without a year 29/2 may be right: ask a leap year.
  out.invalid = year.value ? !out.day : !civil_days(2000, month, day);
  const auto& issued = seen.context.issued_date;
  if (out.invalid && year.value && issued) {
    const PrintedDay printed{seen.passage.in_text(*seen.match.groups[group]),
                             seen.passage.in_text(*seen.match.groups[group + 1])};
    out.proposed = digit_repair(seen.passage.text, printed, *year.value, *issued);
  }
  return out;
}

Deadline impossible(DeadlineKind kind) {
  Deadline out = of_kind(kind);
  out.reasons = {"DATE_INVALID"};
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
  out.proposed = date.proposed;
  if (!date.day) return out;
  out.due_date = iso_date(*date.day);
  out.due_op = op;
  return out;
}

Deadline interval(Day from, Day to, bool inferred) {
  if (from > to) return impossible(kInterval);
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
  out.proposed = (from.day ? to : from).proposed;
  return out;
}

Deadline period(DeadlineKind kind, std::string name, Day last, bool inferred) {
  Deadline out = of_kind(kind);
  out.period = std::move(name);
  out.due_date = iso_date(last);
  out.due_op = DueOp::kBy;
  out.inferred = inferred;
  return out;
}

Deadline recurring(std::string rule, std::optional<DueOp> op) {
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

std::vector<std::int32_t> numbers_in(std::string_view key) {
  std::vector<std::int32_t> out;
  for (std::size_t i = 0; i < key.size(); ++i) {
    if (key[i] < '0' || key[i] > '9') continue;
    const std::size_t end = std::min(key.find_first_not_of("0123456789", i), key.size());
    out.push_back(text::parse_whole_number(key.substr(i, end - i)).value_or(0));
    i = end;
  }
  return out;
}

std::int32_t quarter(std::string_view key) {
  if (key.size() == 1 && key[0] >= '1' && key[0] <= '4') return key[0] - '0';
  std::string roman(key);
  std::ranges::replace_if(
      roman, [](char c) { return c != 'v'; }, 'i');
  static constexpr std::array<std::string_view, 4> kRomans = {"i", "ii", "iii", "iv"};
  const auto* const found = std::ranges::find(kRomans, roman);
  return found == kRomans.end() ? 0 : static_cast<std::int32_t>(found - kRomans.begin()) + 1;
}

// ---- what was seen ----

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
  return text::parse_whole_number(key(group));
}

std::string_view Sighting::behind() const {
  return std::string_view(passage.key).substr(match.groups[1]->end);
}

std::string_view Sighting::ahead() const {
  return std::string_view(passage.key).substr(0, match.groups[1]->begin);
}

// ---- the table ----

void RuleTable::add(std::string id, Scope scope, const std::string& body,
                    std::function<Found(const Sighting&)> read) {
  rules_.push_back({std::move(id), scope, Pattern("(?:^|[^a-z0-9/])(" + body + ")(?:$|[^a-z0-9])"),
                    Pattern(R"(^(?:[-+*•] )?(?:(?:hoan thanh|thuc hien|trien khai|to chuc|bao cao|)"
                            R"(du kien|thoi gian|thoi han|gui|nop|xong)[:,]? )*?()" +
                            body + R"()[ .;,]*$)"),
                    std::move(read)});
}

}  // namespace codau::document
