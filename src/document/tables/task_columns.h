// document/tables/task_columns.h — which tables are task tables, and what their columns are for
// where no title says it (standards 4.1).
#pragma once

#include "document/tables/table_grid.h"
#include "document/tasks/document_context.h"

namespace codau::document {

/// Gives columns that lack a role the one that their cells show: ordinals, deadlines, agencies, the
/// column of most words; without any title also the output between agencies and deadline. True for
/// a task table: something to do with who does it or until when, or a title that says tasks. False
/// for lists of persons, sums of money, figures, and forms without an entry.
[[nodiscard]] bool assign_column_roles(TableGrid& grid, const DocumentContext& context);

/// True for a table of sentences whose columns are all without a role, ordinals and notes apart: it
/// may be a task table with titles that nobody knows. Precondition: assign_column_roles() said
/// false.
[[nodiscard]] bool may_hold_tasks(const TableGrid& grid);

}  // namespace codau::document
