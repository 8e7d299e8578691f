// document/deadlines/deadline.h — reads the deadlines in a cell or a sentence (standards, section
// 6).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"
#include "document/words/form_patterns.h"

namespace codau::document {

/// The kind of a deadline (standards 6.1).
enum class DeadlineKind : std::uint8_t {
  kFixed,        ///< a day: "trước ngày 15/7"
  kInterval,     ///< "từ 01/3 đến 15/3"
  kOpen,         ///< a first day without a last one: "từ 01/3 trở đi"
  kMonth,        ///< "tháng 3/2024"
  kQuarter,      ///< "quý II"
  kHalfYear,     ///< "6 tháng đầu năm"
  kYear,         ///< "trong năm 2024"
  kRecurring,    ///< "hằng tháng"
  kContinuous,   ///< "thường xuyên"
  kEvent,        ///< "sau khi ban hành"
  kRelative,     ///< "15 ngày kể từ ngày ban hành"
  kByRule,       ///< "theo quy định"
  kByOtherPlan,  ///< "theo kế hoạch của huyện"
  kImmediate,    ///< "kịp thời"
  kOnRequest,    ///< "khi có yêu cầu"
  kNone,         ///< the cell is blank
  kUnparsed      ///< any other text
};
/// How a due date is meant: before this day, on it or earlier, on this day, or after it.
enum class DueOp : std::uint8_t { kBefore, kBy, kOn, kAfter };

/// A deadline: a row of the table task_deadlines. Fields: standards 6.1. Dates are ISO, YYYY-MM-DD.
struct Deadline {
  std::string raw;                   ///< as printed
  ByteRange source;                  ///< bytes of `raw` in the given text
  std::optional<std::string> label;  ///< which part of the task is due: "6 tháng đầu năm"
  DeadlineKind kind = DeadlineKind::kNone;
  std::string rule;  ///< the rule that read it: D01 to D51
  std::optional<std::string> due_date;
  std::optional<DueOp> due_op;
  std::optional<std::string> due_last_day;  ///< the last day in time
  std::optional<std::string> start_date;
  std::optional<std::string> period;      ///< "2024", "2024-03", "2024-Q3", "2024-H1", or two dates
  std::optional<std::string> recurrence;  ///< RFC 5545 rule without "RRULE:"
  std::optional<std::string> anchor;      ///< the event on which it depends
  std::optional<std::string> note;
  std::optional<std::int32_t> recur_count;  ///< how often in each period
  /// kRelative: how far from the anchor, in offset_unit: day, workday, week or month.
  std::optional<std::int32_t> offset_n;
  std::optional<std::string> offset_unit;
  bool is_inferred = false;          ///< a part of the date is not printed, such as the year
  std::vector<std::string> reasons;  ///< review reasons: DATE_INVALID, DEADLINE_UNPARSED, …
  /// The change of one digit that makes an impossible date possible (6.7). Only a person may accept
  /// it. `in` has bytes of the given text.
  std::optional<Change> proposed;
  bool operator==(const Deadline&) const = default;
};

/// Months and their year: "8+9/2012".
struct MonthsOfYear {
  std::vector<std::int32_t> months;
  std::int32_t year = 0;
};

/// What the document tells about missing years and other anchors of deadlines.
struct DeadlineContext {
  std::optional<std::int32_t> plan_year;
  std::optional<std::string> issued_date;  ///< issued_date_best of the document, ISO
  /// the plan has a "giai đoạn" (several years), so missing years stay missing (standards 13.7)
  bool spans_years = false;
  Lexicon lexicon = {};  ///< has the types of documents that citations name
  /// The first year of "năm học 2026-2027", whose months are August to July.
  std::optional<std::int32_t> school_year = {};
  std::optional<MonthsOfYear> months = {};  ///< of the rows to which a cell with months belongs
};

/// Returns the months of such a cell; nothing if it names no year.
[[nodiscard]] std::optional<MonthsOfYear> read_months_of_year(std::string_view nfc);

/// Reads a whole deadline cell. Never empty: a blank cell gives one kNone (D50), unknown text one
/// kUnparsed (D51).
[[nodiscard]] std::vector<Deadline> read_deadline_cell(std::string_view nfc,
                                                       const DeadlineContext& context);

/// Returns the deadlines inside a sentence, in order. Where several rules match, the leftmost and
/// longest match counts. Dates of cited documents and of reported figures are no deadlines (5.6,
/// 13.1).
[[nodiscard]] std::vector<Deadline> find_deadlines(std::string_view nfc,
                                                   const DeadlineContext& context);

/// Returns the index of the deadline that the columns tasks.due_* copy (standards 6.6).
/// Precondition: `deadlines` is not empty.
[[nodiscard]] std::size_t choose_deadline(const std::vector<Deadline>& deadlines);

/// The last day of a period of days, working days, weeks or months.
struct ComputedDay {
  std::string iso;
  /// all holidays of these years are known; otherwise HOLIDAYS_IGNORED
  bool knows_holidays = false;
};
/// Returns the last day of a kRelative deadline that counts from the issue of its own plan
/// (standards D44, 13.6). The plan was issued on the day `issued`. Returns nothing for another
/// anchor, and for `n` outside 0 to 9999.
[[nodiscard]] std::optional<ComputedDay> compute_due_after_issue(const Lexicon& lexicon,
                                                                 const std::string& anchor,
                                                                 std::int64_t n,
                                                                 std::string_view unit,
                                                                 const std::string& issued);

}  // namespace codau::document
