// record/rows/deadline_fields.h — writes a deadline into rows of the tables tasks and
// task_deadlines.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "document/deadlines/deadline.h"
#include "record/schema/typed_row.h"

namespace codau::record {

/// Sets all columns of a row of task_deadlines except its key (task_id, seq) and the confidence.
void set_deadline(TaskDeadlineRow& row, const document::Deadline& deadline);

/// Sets the columns of a task that copied_columns() lists. A task copies them from its chosen
/// deadline (standards 6.6). Does not set due_last_day, which follows from these columns.
void set_due(TaskRow& row, const document::Deadline& chosen);

/// A column of tasks, and the column of task_deadlines from which its values are copied.
struct CopiedColumn {
  std::size_t task, deadline;  ///< indexes in a row of each table
};
/// Returns all columns that a task copies from its chosen deadline.
[[nodiscard]] std::span<const CopiedColumn> copied_columns();
/// Returns the entry for a column of tasks; null if the column is not copied.
[[nodiscard]] const CopiedColumn* find_copied_column(std::string_view task_column);

}  // namespace codau::record
