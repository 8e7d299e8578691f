// document/tasks/task_cell.h — a cell and a column of a table, or of labelled lines that are read
// like a table.
#pragma once

#include <cstdint>
#include <string>

#include "core/values.h"
#include "document/tasks/column_roles.h"
#include "document/words/passage.h"

namespace codau::document {

/// A cell with its text.
struct TaskCell {
  Passage text;            ///< with line feeds between lines of a list, and for `</p>` (4.9)
  ByteRange bytes;         ///< all bytes printed in the cell, with transport marks (passage.h)
  std::uint32_t span = 1;  ///< number of columns that it covers
  bool repeated = false;   ///< the value of a cell above that spans down
  [[nodiscard]] bool empty() const { return text.empty(); }
};

/// A column with its title and role.
struct TaskColumn {
  ColumnRole role = ColumnRole::kUnknown;
  std::string title;      ///< the titles of the column, the upper one first, joined by " / "
  bool by_cells = false;  ///< the role comes from the cells, not from a title
  /// number of bytes of the cell's text for which the title stands; 0: all
  std::uint32_t reach = 0;
};

}  // namespace codau::document
