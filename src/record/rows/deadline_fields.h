// record/rows/deadline_fields.h — what rows of tasks and of task_deadlines say of a deadline.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "document/deadlines/deadline.h"
#include "record/schema/typed_row.h"

namespace codau::record {

/// Sets all columns but the place and the confidence.
void set_deadline(TaskDeadlineRow& row, const document::Deadline& deadline);

/// Sets the columns of copied_columns(): a task copies them from its chosen deadline (standards
/// 6.6). due_last_day follows from them.
void set_due(TaskRow& row, const document::Deadline& chosen);

/// A column of tasks, and the column of task_deadlines that it is copied from.
struct CopiedColumn {
  std::size_t task, deadline;  ///< indexes of the columns
};
[[nodiscard]] std::span<const CopiedColumn> copied_columns();
/// Returns the entry for a column of tasks; null if the column is not copied.
[[nodiscard]] const CopiedColumn* find_copied_column(std::string_view task_column);

}  // namespace codau::record
