// document/table_rows.h — the cells of a table as rows of clean text, header rows told from the
// others.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/values.h"
#include "document/columns.h"
#include "document/passage.h"

namespace codau::document {

struct Cell {
  Passage text;            ///< list lines and `</p>` separated by line feeds (4.9)
  Bytes bytes;             ///< all that was printed in it, transport marks too
  std::uint32_t span = 1;  ///< columns it covers
  bool repeated = false;   ///< value of a cell that spans down from above
  [[nodiscard]] bool empty() const { return text.empty(); }
};
struct Row {
  std::vector<Cell> cells;    ///< one for each column; covered ones are empty
  std::uint32_t printed = 0;  ///< columns for which the row has a cell, empty or not
  Bytes bytes;                ///< all its cells; empty for a blank row
};
struct Column {
  ColumnRole role = ColumnRole::kUnknown;
  std::string title;      ///< parent and child title joined by " / "
  bool by_cells = false;  ///< no title gave it the role, but what its cells hold
};
struct Grid {
  std::vector<Row> rows;        ///< below the header
  std::vector<Column> columns;  ///< without titles and roles when it has no header
  std::uint32_t header_rows = 0;
  std::vector<Bytes> headers;  ///< bytes of each header row
};

/// The bytes from the first of both to the last; those of the other where one is empty.
[[nodiscard]] Bytes both(Bytes a, Bytes b);

/// The rows of a table. A header is found by 4.3; `spans` of its cells tell how deep it is.
[[nodiscard]] Grid read_grid(const TextDocument& document, const TextTable& table);

/// True for a row that repeats titles, or that numbers the columns: "(1) (2) (3)".
[[nodiscard]] bool is_header_row(const Row& row, const std::vector<Column>& columns);

}  // namespace codau::document
