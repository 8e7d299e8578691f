// document/tables/task_columns.h — which tables are task tables, and what their columns are for
// where no title says it (standards 4.1).
#pragma once

#include "document/tables/table_rows.h"
#include "document/tasks/context.h"

namespace codau::document {

/// Gives columns that lack a role the one that their cells show: ordinals, deadlines, agencies, the
/// column of most words; without any title also the output between agencies and deadline. True for
/// a task table: something to do with who does it or until when, or a title that says tasks. False
/// for lists of persons, sums of money, figures, and forms without an entry.
[[nodiscard]] bool name_columns(Grid& grid, const Context& context);

/// True for a table of sentences whose columns are all without a role, ordinals and notes apart: it
/// may be a task table with titles that nobody knows. Precondition: name_columns() said false.
[[nodiscard]] bool may_hold_tasks(const Grid& grid);

}  // namespace codau::document
