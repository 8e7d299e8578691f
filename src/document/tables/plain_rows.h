// document/tables/plain_rows.h — finds the beginnings of rows in a table of plain text without
// lines between rows.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "core/values.h"

namespace codau::document {

/// A printed line of a table.
struct PlainRowLine {
  std::vector<ByteRange> cells;  ///< bytes of the text, one for each column; empty: blank
  bool is_apart = false;         ///< a blank line or a new page stands before it
  bool is_across = false;        ///< its words run across the columns: a row of its own
};

/// The lines that begin rows, ascending, the first line among them. Returns nothing if no line
/// tells. `task`: the column of the tasks.
/// 1. An ordinal of the first column stands in the first line of its row, or in the middle. In the
///    middle, the row reaches about as far below it as above it.
/// 2. Without ordinals a row begins with its first cell. A first cell may span rows ("Tháng"). A
///    row then begins with its task and with the cell that most tasks have to their right.
[[nodiscard]] std::vector<std::size_t> find_row_starts(std::string_view text,
                                                       const std::vector<PlainRowLine>& lines,
                                                       std::size_t task);

}  // namespace codau::document
