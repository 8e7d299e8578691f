// store/documents/row_changes.h — what differs between the rows of a document before and after.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "record/rows/records.h"

namespace codau::store {

/// Rows that were added, changed and removed, by table; a table without such rows is missing. Row
/// pointers point into the records that were compared. `changed` has the rows as they are after,
/// `replaced` the same rows as they were before.
/// All lists are sorted by primary key.
struct RowChanges {
  struct OfTable {
    std::vector<const record::Row*> added, changed, replaced, removed;
  };
  std::map<record::TableId, OfTable> tables;

  [[nodiscard]] bool empty() const noexcept { return tables.empty(); }
  [[nodiscard]] bool contains(record::TableId table) const { return tables.contains(table); }
};

/// Compares rows. Real numbers are equal if their four decimals are, as a store keeps them. The
/// records may be in any order.
[[nodiscard]] RowChanges compare_rows(const record::Records& before, const record::Records& after);

/// The ids of the rows as JSON, {"<table>": {"added": [id, …], "changed": …, "removed": …}, …};
/// empty if nothing changed.
[[nodiscard]] std::string to_json(const RowChanges& changes);

}  // namespace codau::store
