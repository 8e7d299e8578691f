// document/tasks/task_cell.h — a cell and a column, of a table or of labelled lines.
#pragma once

#include <cstdint>
#include <string>

#include "core/values.h"
#include "document/tasks/column_roles.h"
#include "document/words/passage.h"

namespace codau::document {

struct TaskCell {
  Passage text;            ///< list lines and `</p>` separated by line feeds (4.9)
  ByteRange bytes;         ///< all that was printed in it, transport marks too
  std::uint32_t span = 1;  ///< columns it covers
  bool repeated = false;   ///< value of a cell that spans down from above
  [[nodiscard]] bool empty() const { return text.empty(); }
};

struct TaskColumn {
  ColumnRole role = ColumnRole::kUnknown;
  std::string title;        ///< parent and child title joined by " / "
  bool by_cells = false;    ///< no title gave it the role, but what its cells hold
  std::uint32_t reach = 0;  ///< bytes of its cell's text that the title stands for; 0 for all
};

}  // namespace codau::document
