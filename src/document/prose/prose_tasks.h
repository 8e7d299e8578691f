// document/prose/prose_tasks.h — reads tasks from sentences, as below "Tổ chức thực hiện"
// (standards, section 5).
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "document/document.h"
#include "document/sections/sections.h"
#include "document/tasks/document_context.h"

namespace codau::document {

/// Returns a task with the number and the place of a section, without its words.
[[nodiscard]] Task make_section_task(const SectionNode& node, std::uint32_t section,
                                     const std::string& path);

/// Returns the tasks below headings such as "Tổ chức thực hiện", one for each duty, and those of
/// other sentences that begin with "Giao <agency>". Sections in `read_already` are left out. Tasks
/// are in the order of the text. Law: Task::row_no counts from 1 in each Task::actor_path.
[[nodiscard]] std::vector<Task> read_prose_tasks(const std::vector<SectionNode>& nodes,
                                                 const DocumentContext& context,
                                                 const std::set<std::uint32_t>& read_already = {});

}  // namespace codau::document
