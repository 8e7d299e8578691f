// document/tables/task_tables.h — reads the tasks of all task tables of a document (standards,
// section 4).
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/values.h"
#include "document/document.h"
#include "document/sections/sections.h"
#include "document/tasks/document_context.h"

namespace codau::document {

/// The tasks of all task tables of a document.
struct TaskTableReading {
  TaskList tasks;
  TaskTableCount count;
  std::vector<std::string> flags;  ///< HEADER_UNKNOWN, ROW_ORPHAN, TABLE_COUNT
  /// the same codes by section of the table
  std::vector<std::pair<std::uint32_t, std::string>> reasons;
};

/// Returns the tasks of all task tables in order (task_columns.h). Other tables give none.
/// HEADER_UNKNOWN is noted if no column of a table could be named, or if the head of a table stands
/// as running text. Laws: headers + continuations + groups + tasks is lines; row numbers run from 1
/// in each appendix.
[[nodiscard]] TaskTableReading read_task_tables(const TextDocument& document,
                                                const std::vector<SectionNode>& nodes,
                                                const DocumentContext& context);

}  // namespace codau::document
