// document/prose/prose_tasks.h — tasks in sentences: "Tổ chức thực hiện" (standards section 5).
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "document/document.h"
#include "document/sections/sections.h"
#include "document/tasks/document_context.h"

namespace codau::document {

/// A task of the section with that index, by its number and place, without what it says.
[[nodiscard]] Task make_section_task(const SectionNode& node, std::uint32_t section,
                                     const std::string& path);

/// The tasks below headings of the kind "Tổ chức thực hiện", one for each duty, and those of
/// sentences elsewhere that begin with "Giao <agency>"; none of the sections in `read_already`.
/// Order of the text. Law: row numbers run from 1 below each actor path.
[[nodiscard]] std::vector<Task> read_prose_tasks(const std::vector<SectionNode>& nodes,
                                                 const DocumentContext& context,
                                                 const std::set<std::uint32_t>& read_already = {});

}  // namespace codau::document
