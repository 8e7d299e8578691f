// document/prose/unread_duties.h — passages that may be duties and gave no task.
#pragma once

#include <cstdint>
#include <vector>

#include "document/sections/sections.h"
#include "document/tasks/document_context.h"
#include "document/tasks/task_list.h"

namespace codau::document {

/// Returns the indices of sections for a person to look at. A section names an agency, a person or
/// a post and goes on with a verb of a duty. No task is in its bytes. Sections below "MỤC TIÊU" or
/// "TÌNH HÌNH", closing words and reports of the past are left out.
/// Items that are due before a day are told, too, and items that begin with a verb of a duty. The
/// latter only in a letter or notice (`is_addressed`), in a plan without a part for assignments, or
/// in that part (standards 5.1).
[[nodiscard]] std::vector<std::uint32_t> find_unread_duties(const std::vector<SectionNode>& nodes,
                                                            const DocumentContext& context,
                                                            const TaskList& tasks,
                                                            bool is_addressed);

/// True if a passage asks somebody to act, begins with a verb of a duty or names a last day. A
/// document with one that gave no task may have lost its duties.
[[nodiscard]] bool may_give_duties(const std::vector<SectionNode>& nodes,
                                   const DocumentContext& context);

}  // namespace codau::document
