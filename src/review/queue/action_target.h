// review/queue/action_target.h — what an action or a view is about: a value, or a row, as it is
// now.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "record/rows/records.h"
#include "record/schema/row.h"
#include "record/schema/row_codec.h"
#include "record/schema/schema.h"
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
  [[nodiscard]] std::string text(std::string_view name) const {
    return record::text_of(*table, row, name);
  }
  [[nodiscard]] std::string version() const { return compute_version(*table, row, field); }
  [[nodiscard]] std::string typed() const {
    return column == nullptr ? std::string()
                             : format_typed(*column, record::value_of(*table, row, field));
  }
  [[nodiscard]] std::string value_json() const {
    return record::value_to_json(record::value_of(*table, row, field));
  }
};
/// Nothing where there is no such row, and for a column that nobody may edit.
[[nodiscard]] std::optional<ActionTarget> find_action_target(const store::StoreReader& store,
                                                             std::string_view doc_id,
                                                             std::string_view table,
                                                             std::string_view row_id,
                                                             std::string_view field);

}  // namespace codau::review
