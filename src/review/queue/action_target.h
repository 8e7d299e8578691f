// review/queue/action_target.h — what an action or a view is about: a value, or a row, as it is
// now.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "record/rows/records.h"
#include "record/schema/find_cell.h"
#include "record/schema/row.h"
#include "record/schema/row_codec.h"
#include "record/schema/schema.h"
#include "record/schema/typed_row.h"
#include "review/queue/rows.h"
#include "review/queue/typed_values.h"
#include "store/store_reader.h"

namespace codau::review {

struct ActionTarget {
  std::string doc_id, row_id, field;
  const record::Table* table = nullptr;
  const record::Column* column = nullptr;  ///< nothing for the row
  record::Row row;
  bool is_open = false;  ///< a value that is in doubt
  /// Empty if the table has no such column.
  [[nodiscard]] std::string text(std::string_view name) const {
    return record::find_cell_text(*table, row, name);
  }
  /// The value; NULL for the row.
  [[nodiscard]] record::Value value() const {
    const record::Value* const found = record::find_cell(*table, row, field);
    return found == nullptr ? record::Value() : *found;
  }
  [[nodiscard]] std::string status() const { return text(record::Tasks::review_status.name); }
  [[nodiscard]] std::string version() const { return compute_version(*table, row, field); }
  [[nodiscard]] std::string typed() const {
    return column == nullptr ? std::string() : format_typed(*column, value());
  }
  [[nodiscard]] std::string value_json() const { return record::value_to_json(value()); }
};
/// Nothing where there is no such row, and for a column that nobody may edit.
[[nodiscard]] std::optional<ActionTarget> find_action_target(const store::StoreReader& store,
                                                             std::string_view doc_id,
                                                             std::string_view table,
                                                             std::string_view row_id,
                                                             std::string_view field);

}  // namespace codau::review
