// document/deadlines/deadline_builders.h — what the rules of deadlines are made of: pieces of
// patterns, years and dates as read, deadlines as built.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/deadlines/deadline_rules.h"

namespace codau::document {

using FoundDeadlines = std::vector<Deadline>;

// ---- pieces of patterns, on keys ----

/// A day and month with or without a year, or all three with dots or dashes: six groups.
inline constexpr const char* kDatePattern =
    R"((?:(\d{1,2})(?: ?/ ?| thang )(\d{1,2})(?:(?: ?/ ?|,? nam )(\d{4}|\d{2}))?|)"
    R"((\d{1,2})[.-](\d{1,2})[.-](\d{4}|\d{2})))";
inline constexpr std::size_t kDateGroups = 6;
/// Words that say how a date is meant, one group.
inline constexpr const char* kDueWordsPattern =
    R"(((?:(?:cham nhat|muon nhat|hoan thanh|hoan tat|ket thuc|xong|truoc|den|toi|het|vao|trong|)"
    R"(han cuoi(?: cung)?|han chot|thoi han|du kien|khoang|sang|chieu|la)[:,]? )*(?:truoc)?))"
    R"((?:ngay )?)";
/// The year behind a month or quarter, one group.
inline constexpr const char* kYearTailPattern =
    R"((?:(?: ?[/.-] ?|,? (?:cua )?nam )((?:19|20)\d\d))?)";
/// A time of day, "17h00" and "16 giờ": of "Lần 1: 15/6" the colon is none.
inline constexpr const char* kHourPattern = R"(\d{1,2} ?(?:(?:h|gio) ?(?:\d{2})?|: ?\d{2}))";
inline constexpr const char* kFullYearPattern = R"(((?:19|20)\d\d))";
inline constexpr const char* kRomanPattern = R"((?:\[v|[ivl1|!]{1,4}))";
inline constexpr const char* kNumberPattern =
    R"((\d{1,3}|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi))";
inline constexpr const char* kEachPattern = "hang";  ///< of a unit alone: "hằng tháng"
inline constexpr const char* kEachOfPattern =
    "(?:hang|moi|tung)";  ///< behind a day: "ngày 5 mỗi tháng"

// ---- years and dates ----

struct ReadYear {
  std::optional<std::int32_t> value;
  bool is_inferred = false;
};

struct ReadDate {
  std::optional<Day> day;
  bool is_inferred = false;
  bool invalid = false;              ///< no calendar has it (standards 6.7)
  std::optional<Change> proposed{};  ///< the digit that would make it one
};

/// The year of the sentence, of the plan, of the issue date (standards 6.4). In a school year that
/// of the month, where it is not past already; nothing without a `month`.
[[nodiscard]] ReadYear infer_year(const RuleMatch& seen, std::int32_t month = 0);
/// What the group prints, else the missing year.
[[nodiscard]] ReadYear read_or_infer_year(const RuleMatch& seen, std::size_t group,
                                          std::int32_t month = 0);
/// The date whose six groups begin at `group`; its year is that of `year_group` where it has none.
[[nodiscard]] ReadDate read_date_groups(const RuleMatch& seen, std::size_t group,
                                        std::size_t year_group = 0);
[[nodiscard]] bool is_month(std::optional<std::int32_t> month);

// ---- deadlines ----

[[nodiscard]] Deadline make_deadline(DeadlineKind kind);
/// DEADLINE_UNPARSED: what is meant is known, but not of which year (ruling 13.7).
[[nodiscard]] Deadline mark_unknown_year(Deadline deadline);
[[nodiscard]] std::vector<std::string> find_date_reasons(const ReadDate& date);
/// DATE_INVALID: "tháng 13", "quý V" (standards 6.7).
[[nodiscard]] Deadline make_invalid_deadline(DeadlineKind kind);
[[nodiscard]] Deadline make_fixed_deadline(const ReadDate& date, DueOp op);
/// DATE_INVALID where it would end before it begins (standards 13.13).
[[nodiscard]] Deadline make_interval(Day from, Day to, bool inferred);
[[nodiscard]] Deadline make_interval(const ReadDate& from, const ReadDate& to);
/// A period that is due on its last day.
[[nodiscard]] Deadline make_period(DeadlineKind kind, std::string name, Day last, bool inferred);
[[nodiscard]] Deadline make_recurring(std::string rule, std::optional<DueOp> op = std::nullopt);
[[nodiscard]] Deadline make_event(std::optional<DueOp> op, std::string anchor);

// ---- words ----

[[nodiscard]] bool contains_word(std::string_view key, std::string_view word);
/// What the words before a date say; the word "trước" wins (standards 6.2).
struct DueMeaning {
  std::optional<DueOp> op;
  std::string rule = "D01";
};
[[nodiscard]] DueMeaning interpret_due_words(std::string_view ops, bool has_year);
/// The numbers that a list such as "6, 9 và 12" names, in order.
[[nodiscard]] std::vector<std::int32_t> parse_numbers(std::string_view key);
/// 1 to 4, in digits or Roman letters as scanners read them (I, 1, l, | and ! are one class); 0 for
/// anything else.
[[nodiscard]] std::int32_t parse_quarter(std::string_view key);

// ---- the table ----

class DeadlineRuleTable {
 public:
  void add(std::string id, RuleScope scope, const std::string& body,
           std::function<FoundDeadlines(const RuleMatch&)> read);
  [[nodiscard]] std::vector<DeadlineRule> take() { return std::move(rules_); }

 private:
  std::vector<DeadlineRule> rules_;
};

void add_recurring_dates(DeadlineRuleTable& table);     ///< D30, D37, D38
void add_dates(DeadlineRuleTable& table);               ///< D01 to D10
void add_months(DeadlineRuleTable& table);              ///< D11 to D18
void add_quarters_and_years(DeadlineRuleTable& table);  ///< D19 to D28
void add_recurrences(DeadlineRuleTable& table);         ///< D29 to D36
void add_events(DeadlineRuleTable& table);              ///< D40 to D49

}  // namespace codau::document
