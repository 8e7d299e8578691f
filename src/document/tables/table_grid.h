// document/tables/table_grid.h — the cells of a table as rows of clean text, divided into header
// and rows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/values.h"
#include "document/tasks/task_cell.h"
#include "document/words/passage.h"

namespace codau::document {

/// A row of a table.
struct GridRow {
  /// one for each column; columns covered by a wide cell have empty ones
  std::vector<TaskCell> cells;
  std::uint32_t printed = 0;  ///< number of columns for which the row has a cell, empty or not
  ByteRange bytes;            ///< bytes of all its cells; empty for a blank row
};

/// The rows of a table. A row is read only when it is asked for, because a table may be as long as
/// its document. Keeps a reference to the document.
class GridRows {
 public:
  GridRows() = default;
  GridRows(const TextDocument& document, const TextTable& table);

  [[nodiscard]] std::size_t size() const noexcept { return ends_.size() - first_; }
  [[nodiscard]] bool empty() const noexcept { return size() == 0; }
  /// Precondition: row < size(), column < columns of the table.
  [[nodiscard]] GridRow operator[](std::size_t row) const;
  [[nodiscard]] TaskCell cell(std::size_t row, std::size_t column) const;
  /// Returns the rows without the first `count`.
  [[nodiscard]] GridRows drop_first(std::size_t count) &&;

 private:
  [[nodiscard]] std::span<const std::uint32_t> cells_of(std::size_t row) const;
  [[nodiscard]] TaskCell read(std::uint32_t cell, std::size_t row) const;

  const TextDocument* document_ = nullptr;
  std::size_t columns_ = 0, first_ = 0;
  std::vector<std::uint32_t> cells_;  ///< indices into TextDocument::cells, row by row
  std::vector<std::uint32_t> ends_;   ///< the end of each row in cells_
};

/// A table, divided into its header and its rows.
struct TableGrid {
  GridRows rows;                    ///< the rows below the header
  std::vector<TaskColumn> columns;  ///< without titles and roles if the table has no header
  std::uint32_t header_rows = 0;
  std::vector<ByteRange> headers;  ///< bytes of each header row
};

/// Returns the smallest range with both. If one is empty, returns the other.
[[nodiscard]] ByteRange join_ranges(ByteRange a, ByteRange b);

/// Returns the text of a cell with blanks instead of line feeds.
[[nodiscard]] std::string make_one_line(const TaskCell& cell);

/// Returns the rows of a table. Rule 4.3 finds the header; the spans of its cells tell how many
/// rows it has.
[[nodiscard]] TableGrid read_grid(const Lexicon& lexicon, const TextDocument& document,
                                  const TextTable& table);

/// Returns true for a row that repeats the titles, or numbers the columns: "(1) (2) (3)".
[[nodiscard]] bool is_header_row(const Lexicon& lexicon, const GridRow& row,
                                 const std::vector<TaskColumn>& columns);

}  // namespace codau::document
