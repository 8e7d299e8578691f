// document/prose/labelled_tasks.h — tasks of items that labelled lines follow: "Đơn vị chủ trì: …",
// "Thời gian hoàn thành: …" (standards 13.10).
#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include "document/sections/sections.h"
#include "document/tasks/document_context.h"
#include "document/tasks/task.h"

namespace codau::document {

struct LabelledTasks {
  std::vector<Task> tasks;        ///< in the order of the text
  std::set<std::uint32_t> nodes;  ///< the items and their labelled lines: read here, by no one else
};

/// One task for each numbered item or bullet with labels behind its words, in lines of its own or
/// beside one another; at least who leads or the time is among them. Items below "MỤC ĐÍCH",
/// "YÊU CẦU", "CĂN CỨ" give none; nor does what has been, by labels that the list does not know
/// (document/README.md). Values are read as the cells of a table are
/// (document/tasks/task_row.h); a label that no column of a task has goes to Task::extra.
/// Law: row numbers run from 1 below each path, which is that of the item.
[[nodiscard]] LabelledTasks read_labelled_tasks(const std::vector<SectionNode>& nodes,
                                                const DocumentContext& context);

}  // namespace codau::document
