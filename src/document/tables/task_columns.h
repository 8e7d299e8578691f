// document/tables/task_columns.h — decides which tables are task tables, and gives columns a role
// if no title does (standards 4.1).
#pragma once

#include "document/tables/table_grid.h"
#include "document/tasks/document_context.h"

namespace codau::document {

/// Gives columns without a role the role that their cells show: ordinals, deadlines, agencies, and
/// the task for the column with the most words. Without any title, a column between agencies and
/// deadline is the output. Returns true for a task table: it has tasks, and who leads or until
/// when, or a title that says tasks. Returns false for lists of persons, sums of money, figures,
/// and blank forms.
[[nodiscard]] bool assign_column_roles(TableGrid& grid, const DocumentContext& context);

/// Returns true for a table of sentences whose columns all lack a role, except ordinals and notes.
/// It may be a task table with unknown titles. Precondition: assign_column_roles() returned false.
[[nodiscard]] bool may_hold_tasks(const TableGrid& grid);

}  // namespace codau::document
