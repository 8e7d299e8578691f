// document/tables/table_grid.h — the cells of a table as rows of clean text, header rows told from
// the others.
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

struct GridRow {
  std::vector<TaskCell> cells;  ///< one for each column; covered ones are empty
  std::uint32_t printed = 0;    ///< columns for which the row has a cell, empty or not
  ByteRange bytes;              ///< all its cells; empty for a blank row
};

/// The rows of a table, each read when it is asked for: a table may be as long as its document,
/// and most that is asked is one cell of a row. Keeps a reference to the document.
class GridRows {
 public:
  GridRows() = default;
  GridRows(const TextDocument& document, const TextTable& table);

  [[nodiscard]] std::size_t size() const noexcept { return ends_.size() - first_; }
  [[nodiscard]] bool empty() const noexcept { return size() == 0; }
  /// Precondition: row < size(), column < columns of the table.
  [[nodiscard]] GridRow operator[](std::size_t row) const;
  [[nodiscard]] TaskCell cell(std::size_t row, std::size_t column) const;
  /// Without the first `count`.
  [[nodiscard]] GridRows drop_first(std::size_t count) &&;

 private:
  [[nodiscard]] std::span<const std::uint32_t> cells_of(std::size_t row) const;
  [[nodiscard]] TaskCell read(std::uint32_t cell, std::size_t row) const;

  const TextDocument* document_ = nullptr;
  std::size_t columns_ = 0, first_ = 0;
  std::vector<std::uint32_t> cells_;  ///< indices into TextDocument::cells, row by row
  std::vector<std::uint32_t> ends_;   ///< of each row in cells_
};

struct TableGrid {
  GridRows rows;                    ///< below the header
  std::vector<TaskColumn> columns;  ///< without titles and roles when it has no header
  std::uint32_t header_rows = 0;
  std::vector<ByteRange> headers;  ///< bytes of each header row
};

/// The bytes from the first of both to the last; those of the other where one is empty.
[[nodiscard]] ByteRange join_ranges(ByteRange a, ByteRange b);

/// Returns the text of a cell with blanks instead of line feeds.
[[nodiscard]] std::string make_one_line(const TaskCell& cell);

/// The rows of a table. A header is found by 4.3; `spans` of its cells tell how deep it is.
[[nodiscard]] TableGrid read_grid(const Lexicon& lexicon, const TextDocument& document,
                                  const TextTable& table);

/// True for a row that repeats titles, or that numbers the columns: "(1) (2) (3)".
[[nodiscard]] bool is_header_row(const Lexicon& lexicon, const GridRow& row,
                                 const std::vector<TaskColumn>& columns);

}  // namespace codau::document
