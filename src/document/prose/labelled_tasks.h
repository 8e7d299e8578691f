// document/prose/labelled_tasks.h — reads tasks from items with labelled lines: "Đơn vị chủ trì:
// …", "Thời gian hoàn thành: …" (standards 13.10).
#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include "document/sections/sections.h"
#include "document/tasks/document_context.h"
#include "document/tasks/task.h"

namespace codau::document {

/// Tasks that were read from labelled lines.
struct LabelledTasks {
  std::vector<Task> tasks;  ///< in the order of the text
  /// the items and their labelled lines; other readers must leave them out
  std::set<std::uint32_t> nodes;
};

/// Returns one task for each numbered item or bullet that labels follow, in lines of their own or
/// one after another. One label at least must be for who leads or when.
/// 1. Items below "MỤC ĐÍCH", "YÊU CẦU" and "CĂN CỨ" give no tasks. Nor do items about the past
///    with labels that the lexicon does not know (document/README.md).
/// 2. Values are read as cells of a table (document/tasks/task_row.h). The value of a label without
///    a column goes to Task::extra.
/// Law: Task::actor_path is the path of the item, and Task::row_no counts from 1 in each path.
[[nodiscard]] LabelledTasks read_labelled_tasks(const std::vector<SectionNode>& nodes,
                                                const DocumentContext& context);

}  // namespace codau::document
