// document/tables/task_tables.h — task tables: columns, rows, tasks (standards section 4).
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

struct TaskTableReading {
  TaskList tasks;
  TaskTableCount count;
  std::vector<std::string> flags;  ///< HEADER_UNKNOWN, ROW_ORPHAN, TABLE_COUNT
  std::vector<std::pair<std::uint32_t, std::string>> reasons;  ///< of these, by node of the table
};

/// The tasks of all task tables in order; other tables give none (task_columns.h says which are
/// task tables), and HEADER_UNKNOWN where none of their columns could be named, or where the head
/// of a table stands as running text. Laws: headers + continuations + groups + tasks is lines; row
/// numbers run from 1 in each appendix.
[[nodiscard]] TaskTableReading read_task_tables(const TextDocument& document,
                                                const std::vector<SectionNode>& nodes,
                                                const DocumentContext& context);

}  // namespace codau::document
