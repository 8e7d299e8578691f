// record/rows/deadline_fields.h — what rows of tasks and of task_deadlines say of a deadline.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "document/deadlines/deadline.h"
#include "record/rows/records.h"

namespace codau::record {

/// Columns and their values, in the order of the schema.
using ColumnValues = std::vector<std::pair<std::string_view, Value>>;

/// Of task_deadlines: all but its place and confidence.
[[nodiscard]] ColumnValues make_deadline_fields(const document::Deadline& deadline);

/// Of tasks, which copy them from the chosen deadline (standards 6.6): all but due_last_day, which
/// follows from them.
[[nodiscard]] ColumnValues make_due_fields(const document::Deadline& chosen);

/// The column of task_deadlines that one of make_due_fields() is copied from; empty for any other.
[[nodiscard]] std::string_view find_deadline_column(std::string_view task_column);

}  // namespace codau::record
