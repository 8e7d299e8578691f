// document/tasks/task_row.h — a row of a task table, with the rows that go on with it, as a task.
#pragma once

#include <string_view>
#include <vector>

#include "document/agencies/agency_cell_reader.h"
#include "document/tasks/document_context.h"
#include "document/tasks/task.h"
#include "document/tasks/task_cell.h"
#include "document/words/passage.h"

namespace codau::document {

/// What is known of a row before its last line is read; `task` holds its place and its number.
struct TaskRow {
  Task task;
  std::vector<TaskCell> cells;  ///< one for each column
  std::vector<ByteRange> pieces;
  std::vector<TaskColumn> columns;
  bool is_scanned = false;  ///< read from an image: rulings may have left signs in the cells
};

/// The index of the column that has a role; nothing when none has.
[[nodiscard]] std::optional<std::size_t> find_column_index(const std::vector<TaskColumn>& columns,
                                                           ColumnRole role);
/// The column that says what is to be done: of a table of visits, the bodies visited.
[[nodiscard]] std::optional<std::size_t> find_task_column(const std::vector<TaskColumn>& columns);

/// The task whose fields are the cells of `row`. A ditto mark repeats what `above`, the task of the
/// row before, has (4.8, 13.9); columns without a role go to Task::extra.
/// `agencies` reads with the context's.
[[nodiscard]] Task finish_task(TaskRow row, const Task* above, const DocumentContext& context,
                               AgencyCellReader& agencies);

}  // namespace codau::document
