// document/prose/common_actor_tasks.h — reads tasks of a section with one part for the tasks.
// Further parts hold for all of these tasks: "1. Nội dung", "2. Cơ quan chủ trì", "3. Thời gian".
#pragma once

#include <set>
#include <vector>

#include "document/prose/labelled_tasks.h"
#include "document/sections/sections.h"
#include "document/tasks/document_context.h"

namespace codau::document {

/// One task for each item below the part with the tasks. The parts after it give the agencies and
/// the time of all of them. The headings of the parts are titles of columns. One part may have both
/// the agency that leads and those that help, each below a title of its own. A section without a
/// part for the agencies gives no tasks. Task::row_no counts from 1 in each
/// Task::actor_path.
[[nodiscard]] LabelledTasks read_common_actor_tasks(const std::vector<SectionNode>& nodes,
                                                    const DocumentContext& context);

}  // namespace codau::document
