// record/schema/field_key.h — identifies one value of one row. Rows of `evidence` and `corrections`
// refer to values by such keys.
#pragma once

#include <string>
#include <tuple>

#include "record/schema/typed_row.h"

namespace codau::record {

/// Name of the table, id of the row (row_id() of record/schema/row.h), name of the column.
using FieldKey = std::tuple<std::string, std::string, std::string>;

/// Returns the key of the value that a row of evidence or corrections describes. `Tag`: Evidence or
/// Corrections.
template <class Tag>
[[nodiscard]] FieldKey make_field_key(const Row& row) {
  const ConstCells<Tag> cells(row);
  return {cells.text(Tag::table_name), cells.text(Tag::row_id), cells.text(Tag::field)};
}
/// Returns whether make_field_key<Tag>(row) equals {table, row_id, field}.
template <class Tag>
[[nodiscard]] bool is_about(const Row& row, std::string_view table, std::string_view row_id,
                            std::string_view field) {
  const ConstCells<Tag> cells(row);
  return cells.text(Tag::row_id) == row_id && cells.text(Tag::field) == field &&
         cells.text(Tag::table_name) == table;
}

}  // namespace codau::record
