// document/deadlines/deadline.h — deadlines of standards section 6, from the text of a cell or a
// sentence.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"
#include "document/words/form_patterns.h"

namespace codau::document {

enum class DeadlineKind : std::uint8_t {
  kFixed,
  kInterval,
  kOpen,
  kMonth,
  kQuarter,
  kHalfYear,
  kYear,
  kRecurring,
  kContinuous,
  kEvent,
  kRelative,
  kByRule,
  kByOtherPlan,
  kImmediate,
  kOnRequest,
  kNone,
  kUnparsed
};
enum class DueOp : std::uint8_t { kBefore, kBy, kOn, kAfter };

/// Dates are ISO `YYYY-MM-DD`. Fields: standards 6.1 and table task_deadlines.
struct Deadline {
  std::string raw;
  ByteRange source;  ///< where raw stands in the text given
  std::optional<std::string> label;
  DeadlineKind kind = DeadlineKind::kNone;
  std::string rule;  ///< D01 … D51
  std::optional<std::string> due_date;
  std::optional<DueOp> due_op;
  std::optional<std::string> due_last_day, start_date, period, recurrence, anchor, note;
  std::optional<std::int32_t> recur_count, offset_n;
  std::optional<std::string> offset_unit;
  bool is_inferred = false;
  std::vector<std::string> reasons;  ///< DATE_INVALID, DEADLINE_UNPARSED, …
  /// The one digit that makes an impossible date possible (6.7): for a person to judge, no value.
  /// `in` are bytes of the text given.
  std::optional<Change> proposed;
  bool operator==(const Deadline&) const = default;
};

/// "8+9/2012": months, and the year that they are of.
struct MonthsOfYear {
  std::vector<std::int32_t> months;
  std::int32_t year = 0;
};

/// What a missing year or a known anchor is taken from.
struct DeadlineContext {
  std::optional<std::int32_t> plan_year;
  std::optional<std::string> issued_date;  ///< issued_date_best, ISO
  bool spans_years = false;  ///< a "giai đoạn" plan: missing years stay missing (standards 13.7)
  Lexicon lexicon = {};      ///< of the types that citations name
  /// The first of "năm học 2026-2027": its months are those from August to July.
  std::optional<std::int32_t> school_year = {};
  std::optional<MonthsOfYear> months = {};  ///< of the rows that a cell of months is for
};

/// The months of such a cell; nothing if it says no year.
[[nodiscard]] std::optional<MonthsOfYear> read_months_of_year(std::string_view nfc);

/// A whole deadline cell. Never empty: blank gives one kNone (D50), unknown text one kUnparsed
/// (D51).
[[nodiscard]] std::vector<Deadline> read_deadline_cell(std::string_view nfc,
                                                       const DeadlineContext& context);

/// Deadlines inside prose, leftmost-longest, rules 5.6 and 13.1 applied; empty when there are none.
[[nodiscard]] std::vector<Deadline> find_deadlines(std::string_view nfc,
                                                   const DeadlineContext& context);

/// Index of the row that tasks.due_* copy (standards 6.6). Precondition: not empty.
[[nodiscard]] std::size_t choose_deadline(const std::vector<Deadline>& deadlines);

/// The end of a period of working days or of days, weeks, months.
struct ComputedDay {
  std::string iso;
  bool knows_holidays = false;  ///< of all years that the period touches (HOLIDAYS_IGNORED)
};
/// The last day of a kRelative deadline that counts from the issue of its own plan (standards D44,
/// 13.6), for another day of issue; nothing for any other anchor, and for n outside 0 to 9999.
[[nodiscard]] std::optional<ComputedDay> compute_due_after_issue(const Lexicon& lexicon,
                                                                 const std::string& anchor,
                                                                 std::int64_t n,
                                                                 std::string_view unit,
                                                                 const std::string& issued);

}  // namespace codau::document
