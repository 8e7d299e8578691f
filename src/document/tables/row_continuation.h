// document/tables/row_continuation.h — whether a row without an ordinal goes on with the task above
// it (standards 4.4), or is a task of its own below a merged ordinal.
#pragma once

#include <cstdint>

#include "document/tables/table_grid.h"
#include "document/tasks/document_context.h"
#include "document/tasks/task_row.h"

namespace codau::document {

enum class RowContinuation : std::uint8_t {
  kContinues,  ///< its cells are the ends of those above
  kUnsure,     ///< its cells may be whole: a person has to look
  kOwnTask     ///< who leads and until when are whole, as they were above
};

/// Compares the lead, the deadline and the task of `row` with those of `above`. A row is a task of
/// its own if its lead and its deadline are whole and those above were whole or blank; with words
/// of its own below a sentence that has ended, one of the two is enough. `begins_page`: a page
/// break stands between the rows.
[[nodiscard]] RowContinuation classify_row(const GridRow& row, const TaskRow& above,
                                           bool begins_page, const DocumentContext& context);

/// True if the row says itself what is to be done and who leads or until when.
[[nodiscard]] bool is_whole_task(const GridRow& row, const std::vector<TaskColumn>& columns,
                                 const DocumentContext& context);

}  // namespace codau::document
