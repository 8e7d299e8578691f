// review/queue/action_target.h — finds the value or row on which an action or a view works. The
// store is read at each call, so the data are current.
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

/// The value or row of an action, with its present data. If `field` is empty, the target is the
/// row.
struct ActionTarget {
  std::string doc_id, row_id, field;
  const record::Table* table = nullptr;
  const record::Column* column = nullptr;  ///< the column of the value; null for a row
  record::Row row;
  bool is_open = false;  ///< the value is in doubt
  /// Returns the text of the column `name`; empty if the table has no such column.
  [[nodiscard]] std::string text(std::string_view name) const {
    return record::find_cell_text(*table, row, name);
  }
  /// Returns the value; NULL for a row.
  [[nodiscard]] record::Value value() const {
    const record::Value* const found = record::find_cell(*table, row, field);
    return found == nullptr ? record::Value() : *found;
  }
  /// Returns the review status of the row.
  [[nodiscard]] std::string status() const { return text(record::Tasks::review_status.name); }
  /// Returns a hash of the data, so that later changes are noticed (compute_version() in rows.h).
  [[nodiscard]] std::string version() const { return compute_version(*table, row, field); }
  /// Returns the value as people type it; empty for a row.
  [[nodiscard]] std::string typed() const {
    return column == nullptr ? std::string() : format_typed(*column, value());
  }
  [[nodiscard]] std::string value_json() const { return record::value_to_json(value()); }
};
/// Returns the value or row. Returns nothing if the row does not exist, or if nobody may edit the
/// column.
[[nodiscard]] std::optional<ActionTarget> find_action_target(const store::StoreReader& store,
                                                             std::string_view doc_id,
                                                             std::string_view table,
                                                             std::string_view row_id,
                                                             std::string_view field);

}  // namespace codau::review
