// document/tasks/task_row.h — makes a task of a row of a task table, with the rows that continue
// it.
#pragma once

#include <string_view>
#include <vector>

#include "document/agencies/agency_cell_reader.h"
#include "document/tasks/document_context.h"
#include "document/tasks/task.h"
#include "document/tasks/task_cell.h"
#include "document/words/passage.h"

namespace codau::document {

/// A row, and the rows that continue it so far. `task` has its place and its number.
struct TaskRow {
  Task task;
  std::vector<TaskCell> cells;  ///< one for each column
  std::vector<ByteRange> pieces;
  std::vector<TaskColumn> columns;
  bool is_scanned = false;  ///< from an image: rulings may have left signs in the cells
};

/// Returns the index of the column with a role; nothing if no column has it.
[[nodiscard]] std::optional<std::size_t> find_column_index(const std::vector<TaskColumn>& columns,
                                                           ColumnRole role);
/// Returns the column of the tasks. In a table of visits, these are the visited bodies.
[[nodiscard]] std::optional<std::size_t> find_task_column(const std::vector<TaskColumn>& columns);

/// Returns the task of a row. A ditto mark repeats the value of `above`, the task of the row before
/// (4.8, 13.9). Columns without a role go to Task::extra. Precondition: `agencies` has the
/// context's agencies.
[[nodiscard]] Task finish_task(TaskRow row, const Task* above, const DocumentContext& context,
                               AgencyCellReader& agencies);

}  // namespace codau::document
