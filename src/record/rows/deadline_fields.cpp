#include "record/rows/deadline_fields.h"

#include <algorithm>
#include <array>

#include "record/schema/codes.h"
#include "record/schema/row.h"

namespace codau::record {

using document::Deadline;

namespace {

Value op_of(const Deadline& deadline) {
  return deadline.due_op ? Value(to_code(*deadline.due_op)) : Value();
}

}  // namespace

ColumnValues make_deadline_fields(const Deadline& deadline) {
  return {{"raw", to_text_value(strip_controls(deadline.raw))},
          {"label", to_text_value(deadline.label)},
          {"kind", to_code(deadline.kind)},
          {"rule", deadline.rule},
          {"due_date", to_text_value(deadline.due_date)},
          {"due_op", op_of(deadline)},
          {"due_last_day", to_text_value(deadline.due_last_day)},
          {"start_date", to_text_value(deadline.start_date)},
          {"period", to_text_value(deadline.period)},
          {"recurrence", to_text_value(deadline.recurrence)},
          {"recur_count", to_int_value(deadline.recur_count)},
          {"anchor", to_text_value(strip_controls(deadline.anchor.value_or("")))},
          {"offset_n", to_int_value(deadline.offset_n)},
          {"offset_unit", to_text_value(deadline.offset_unit)},
          {"inferred", deadline.is_inferred}};
}

ColumnValues make_due_fields(const Deadline& chosen) {
  return {{"deadline_kind", to_code(chosen.kind)},
          {"due_date", to_text_value(chosen.due_date)},
          {"due_op", op_of(chosen)},
          {"due_inferred", chosen.is_inferred},
          {"period", to_text_value(chosen.period)},
          {"recurrence", to_text_value(chosen.recurrence)},
          {"anchor", to_text_value(chosen.anchor)}};
}

std::string_view find_deadline_column(std::string_view task_column) {
  constexpr std::array<std::string_view, 5> kSame{"due_date", "due_op", "period", "recurrence",
                                                  "anchor"};
  if (task_column == "deadline_kind") return "kind";
  if (task_column == "due_inferred") return "inferred";
  return std::ranges::find(kSame, task_column) == kSame.end() ? std::string_view() : task_column;
}

}  // namespace codau::record
