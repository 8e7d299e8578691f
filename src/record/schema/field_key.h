// record/schema/field_key.h — the value that a row of evidence or corrections is about.
#pragma once

#include <string>
#include <tuple>

#include "record/schema/typed_row.h"

namespace codau::record {

/// Table, id of the row (row_id()), column.
using FieldKey = std::tuple<std::string, std::string, std::string>;

/// `Tag`: Evidence or Corrections.
template <class Tag>
[[nodiscard]] FieldKey make_field_key(const Row& row) {
  const ConstCells<Tag> cells(row);
  return {cells.text(Tag::table_name), cells.text(Tag::row_id), cells.text(Tag::field)};
}
/// Whether make_field_key() gives this key.
template <class Tag>
[[nodiscard]] bool is_about(const Row& row, std::string_view table, std::string_view row_id,
                            std::string_view field) {
  const ConstCells<Tag> cells(row);
  return cells.text(Tag::row_id) == row_id && cells.text(Tag::field) == field &&
         cells.text(Tag::table_name) == table;
}

}  // namespace codau::record
