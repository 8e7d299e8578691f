// document/deadlines/deadline_builders.h — the parts of which the rules of deadlines are made:
// pieces of patterns, readers of years and dates, and makers of deadlines. Patterns match keys
// (Passage::key).
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

/// A day and month with or without a year, or all three with dots or dashes. Six groups.
inline constexpr const char* kDatePattern =
    R"((?:(\d{1,2})(?: ?/ ?| thang )(\d{1,2})(?:(?: ?/ ?|,? nam )(\d{4}|\d{2}))?|)"
    R"((\d{1,2})[.-](\d{1,2})[.-](\d{4}|\d{2})))";
inline constexpr std::size_t kDateGroups = 6;
/// Words before a date that tell its meaning, such as "trước" and "chậm nhất". One group.
inline constexpr const char* kDueWordsPattern =
    R"(((?:(?:cham nhat|muon nhat|hoan thanh|hoan tat|ket thuc|xong|truoc|den|toi|het|vao|trong|)"
    R"(han cuoi(?: cung)?|han chot|thoi han|du kien|khoang|sang|chieu|la)[:,]? )*(?:truoc)?))"
    R"((?:ngay )?)";
/// The year after a month or quarter. One group.
inline constexpr const char* kYearTailPattern =
    R"((?:(?: ?[/.-] ?|,? (?:cua )?nam )((?:19|20)\d\d))?)";
/// A time of day: "17h00", "16 giờ". The colon of "Lần 1: 15/6" is no time.
inline constexpr const char* kHourPattern = R"(\d{1,2} ?(?:(?:h|gio) ?(?:\d{2})?|: ?\d{2}))";
inline constexpr const char* kFullYearPattern = R"(((?:19|20)\d\d))";
inline constexpr const char* kRomanPattern = R"((?:\[v|[ivl1|!]{1,4}))";
inline constexpr const char* kNumberPattern =
    R"((\d{1,3}|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi))";
inline constexpr const char* kEachPattern = "hang";  ///< before a unit: "hằng tháng"
inline constexpr const char* kEachOfPattern =
    "(?:hang|moi|tung)";  ///< after a day: "ngày 5 mỗi tháng"

// ---- years and dates ----

/// A year as it was read, or inferred.
struct ReadYear {
  std::optional<std::int32_t> value;
  bool is_inferred = false;
};

/// A date as it was read.
struct ReadDate {
  std::optional<Day> day;
  bool is_inferred = false;
  bool invalid = false;              ///< no calendar has this date (standards 6.7)
  std::optional<Change> proposed{};  ///< the digit that would make it a date
};

/// Returns the year of a date without one: that of the sentence, else of the plan, else of the
/// issue date (standards 6.4). In a school year it follows from `month`, unless this month is past;
/// without a `month` it is unknown.
[[nodiscard]] ReadYear infer_year(const RuleMatch& seen, std::int32_t month = 0);
/// Returns the year in the group; if the group is empty, infer_year().
[[nodiscard]] ReadYear read_or_infer_year(const RuleMatch& seen, std::size_t group,
                                          std::int32_t month = 0);
/// Returns the date whose six groups begin at `group`. If it has no year, the year is that of
/// `year_group`.
[[nodiscard]] ReadDate read_date_groups(const RuleMatch& seen, std::size_t group,
                                        std::size_t year_group = 0);
/// Returns true for 1 to 12.
[[nodiscard]] bool is_month(std::optional<std::int32_t> month);

// ---- deadlines ----

/// Returns a deadline of this kind, with default values otherwise.
[[nodiscard]] Deadline make_deadline(DeadlineKind kind);
/// Adds DEADLINE_UNPARSED: the meaning is known, but not the year (ruling 13.7).
[[nodiscard]] Deadline mark_unknown_year(Deadline deadline);
/// Returns the review reason of a date that is invalid or unknown; empty for a good date.
[[nodiscard]] std::vector<std::string> find_date_reasons(const ReadDate& date);
/// Makes a deadline with DATE_INVALID: "tháng 13", "quý V" (standards 6.7).
[[nodiscard]] Deadline make_invalid_deadline(DeadlineKind kind);
/// Makes a deadline that is due on a day, with the reasons and the proposal of `date`.
[[nodiscard]] Deadline make_fixed_deadline(const ReadDate& date, DueOp op);
/// Makes an interval; with DATE_INVALID if it would end before it begins (standards 13.13).
[[nodiscard]] Deadline make_interval(Day from, Day to, bool inferred);
[[nodiscard]] Deadline make_interval(const ReadDate& from, const ReadDate& to);
/// Makes a period that is due on its last day.
[[nodiscard]] Deadline make_period(DeadlineKind kind, std::string name, Day last, bool inferred);
/// Makes a recurring deadline. `rule`: Deadline::recurrence.
[[nodiscard]] Deadline make_recurring(std::string rule, std::optional<DueOp> op = std::nullopt);
/// Makes a deadline that depends on the event `anchor`.
[[nodiscard]] Deadline make_event(std::optional<DueOp> op, std::string anchor);

// ---- words ----

/// Returns true if `key` has `word`, between borders of words.
[[nodiscard]] bool contains_word(std::string_view key, std::string_view word);
/// The meaning of the words before a date, and the rule that tells it.
struct DueMeaning {
  std::optional<DueOp> op;
  std::string rule = "D01";
};
/// Returns the meaning of words that match kDueWordsPattern. The word "trước" (before) wins
/// (standards 6.2). `has_year`: the date has one.
[[nodiscard]] DueMeaning interpret_due_words(std::string_view ops, bool has_year);
/// Returns the numbers of a list such as "6, 9 và 12", in order.
[[nodiscard]] std::vector<std::int32_t> parse_numbers(std::string_view key);
/// Returns 1 to 4, from a digit or a Roman numeral as scanners read it: I, 1, l, | and ! are equal.
/// Returns 0 for any other text.
[[nodiscard]] std::int32_t parse_quarter(std::string_view key);

// ---- the table ----

/// The table of rules while it is filled. The functions below add the rules of one file each.
class DeadlineRuleTable {
 public:
  /// Adds a rule (DeadlineRule). `body`: the pattern of the deadline itself.
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
