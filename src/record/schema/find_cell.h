// record/schema/find_cell.h — finds cells of a row by column name. For tables or columns that are
// known only at run time: flat tables, chosen columns, fields of edits. All other code reads rows
// by typed columns (record/schema/typed_row.h).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "record/schema/row.h"
#include "record/schema/schema.h"

namespace codau::record {

/// Returns the cell of this column in a row of the table; null if the table has no such column.
[[nodiscard]] inline const Value* find_cell(const Table& table, const Row& row,
                                            std::string_view column) {
  const Column* const found = find_column(table, column);
  return found == nullptr ? nullptr : &row[static_cast<std::size_t>(found - table.columns.data())];
}

/// Returns the text in the cell of this column. Returns an empty text if the cell is NULL or has
/// another type, or if the table has no such column.
[[nodiscard]] inline std::string find_cell_text(const Table& table, const Row& row,
                                                std::string_view column) {
  const Value* const cell = find_cell(table, row, column);
  const auto* const text = cell == nullptr ? nullptr : std::get_if<std::string>(cell);
  return text == nullptr ? std::string() : *text;
}

/// Sets the cell of this column. Returns false if the table has no such column.
inline bool set_cell(const Table& table, Row& row, std::string_view column, Value value) {
  const Column* const found = find_column(table, column);
  if (found == nullptr) return false;
  row[static_cast<std::size_t>(found - table.columns.data())] = std::move(value);
  return true;
}

}  // namespace codau::record
