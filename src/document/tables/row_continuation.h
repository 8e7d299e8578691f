// document/tables/row_continuation.h — decides whether a row without an ordinal continues the task
// above (standards 4.4), or is a task of its own below a merged ordinal.
#pragma once

#include <cstdint>

#include "document/tables/table_grid.h"
#include "document/tasks/document_context.h"
#include "document/tasks/task_row.h"

namespace codau::document {

/// What a row without an ordinal is.
enum class RowContinuation : std::uint8_t {
  kContinues,  ///< its cells are the ends of the cells above
  kUnsure,     ///< its cells may be complete: a person has to look
  kOwnTask     ///< who leads and until when are complete, as they were above
};

/// Compares lead, deadline and task of `row` with those of `above`. The row is a task of its own if
/// its lead and its deadline are complete, and those above were complete or blank. If the sentence
/// above has ended and the row has words of its own, one of the two is enough. `begins_page`: a
/// page break stands between the rows.
[[nodiscard]] RowContinuation classify_row(const GridRow& row, const TaskRow& above,
                                           bool begins_page, const DocumentContext& context);

/// Returns true if the row itself has a task, and who leads or until when.
[[nodiscard]] bool is_whole_task(const GridRow& row, const std::vector<TaskColumn>& columns,
                                 const DocumentContext& context);

}  // namespace codau::document
