#include "record/deadline_fields.h"

#include <algorithm>
#include <array>

#include "record/codes.h"
#include "record/row.h"

namespace codau::record {

using document::Deadline;

namespace {

Value op_of(const Deadline& deadline) {
  return deadline.due_op ? Value(name_of(*deadline.due_op)) : Value();
}

}  // namespace

Fields deadline_fields(const Deadline& deadline) {
  return {{"raw", text_value(without_controls(deadline.raw))},
          {"label", text_value(deadline.label)},
          {"kind", name_of(deadline.kind)},
          {"rule", deadline.rule},
          {"due_date", text_value(deadline.due_date)},
          {"due_op", op_of(deadline)},
          {"due_last_day", text_value(deadline.due_last_day)},
          {"start_date", text_value(deadline.start_date)},
          {"period", text_value(deadline.period)},
          {"recurrence", text_value(deadline.recurrence)},
          {"recur_count", int_value(deadline.recur_count)},
          {"anchor", text_value(without_controls(deadline.anchor.value_or("")))},
          {"offset_n", int_value(deadline.offset_n)},
          {"offset_unit", text_value(deadline.offset_unit)},
          {"inferred", deadline.inferred}};
}

Fields due_fields(const Deadline& chosen) {
  return {{"deadline_kind", name_of(chosen.kind)},
          {"due_date", text_value(chosen.due_date)},
          {"due_op", op_of(chosen)},
          {"due_inferred", chosen.inferred},
          {"period", text_value(chosen.period)},
          {"recurrence", text_value(chosen.recurrence)},
          {"anchor", text_value(chosen.anchor)}};
}

std::string_view deadline_column(std::string_view task_column) {
  constexpr std::array<std::string_view, 5> kSame{"due_date", "due_op", "period", "recurrence",
                                                  "anchor"};
  if (task_column == "deadline_kind") return "kind";
  if (task_column == "due_inferred") return "inferred";
  return std::ranges::find(kSame, task_column) == kSame.end() ? std::string_view() : task_column;
}

}  // namespace codau::record
