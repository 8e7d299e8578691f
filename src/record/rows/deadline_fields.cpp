#include "record/rows/deadline_fields.h"

#include <algorithm>
#include <array>

#include "record/schema/codes.h"

namespace codau::record {

using document::Deadline;

namespace {

std::optional<std::string> op_of(const Deadline& deadline) {
  return deadline.due_op ? std::optional(to_code(*deadline.due_op)) : std::nullopt;
}

constexpr std::array<CopiedColumn, 7> kCopiedColumns{{
    {Tasks::deadline_kind.index, TaskDeadlines::kind.index},
    {Tasks::due_date.index, TaskDeadlines::due_date.index},
    {Tasks::due_op.index, TaskDeadlines::due_op.index},
    {Tasks::due_inferred.index, TaskDeadlines::inferred.index},
    {Tasks::period.index, TaskDeadlines::period.index},
    {Tasks::recurrence.index, TaskDeadlines::recurrence.index},
    {Tasks::anchor.index, TaskDeadlines::anchor.index},
}};

}  // namespace

void set_deadline(TaskDeadlineRow& row, const Deadline& deadline) {
  using D = TaskDeadlines;
  row.set(D::raw, to_text_value(strip_controls(deadline.raw)));
  row.set(D::label, to_text_value(deadline.label));
  row.set(D::kind, to_code(deadline.kind)).set(D::rule, deadline.rule);
  row.set(D::due_date, to_text_value(deadline.due_date)).set(D::due_op, op_of(deadline));
  row.set(D::due_last_day, to_text_value(deadline.due_last_day));
  row.set(D::start_date, to_text_value(deadline.start_date));
  row.set(D::period, to_text_value(deadline.period));
  row.set(D::recurrence, to_text_value(deadline.recurrence));
  row.set(D::recur_count, deadline.recur_count);
  row.set(D::anchor, to_text_value(strip_controls(deadline.anchor.value_or(""))));
  row.set(D::offset_n, deadline.offset_n);
  row.set(D::offset_unit, to_text_value(deadline.offset_unit));
  row.set(D::inferred, deadline.is_inferred);
}

void set_due(TaskRow& row, const Deadline& chosen) {
  row.set(Tasks::deadline_kind, to_code(chosen.kind));
  row.set(Tasks::due_date, to_text_value(chosen.due_date)).set(Tasks::due_op, op_of(chosen));
  row.set(Tasks::due_inferred, chosen.is_inferred);
  row.set(Tasks::period, to_text_value(chosen.period));
  row.set(Tasks::recurrence, to_text_value(chosen.recurrence));
  row.set(Tasks::anchor, to_text_value(chosen.anchor));
}

std::span<const CopiedColumn> copied_columns() { return kCopiedColumns; }

const CopiedColumn* find_copied_column(std::string_view task_column) {
  const auto* const found = std::ranges::find_if(kCopiedColumns, [&](const CopiedColumn& one) {
    return table(TableId::kTasks).columns[one.task].name == task_column;
  });
  return found == kCopiedColumns.end() ? nullptr : found;
}

}  // namespace codau::record
