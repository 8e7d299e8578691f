// document/untitled.h — a task table whose titles stand on a page that is missing.
#pragma once

#include "document/deadline.h"
#include "document/table_rows.h"

namespace codau::document {

/// Gives the columns of a table without header their roles by what their cells hold: numbers,
/// deadlines, agencies, most words, and the output between agencies and deadline. False, and
/// nothing changed, unless ordinals, task, lead and deadline are all there. What is none of these
/// stays unknown.
[[nodiscard]] bool name_columns(Grid& grid, const DeadlineContext& context);

}  // namespace codau::document
