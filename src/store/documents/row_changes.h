// store/documents/row_changes.h — the difference between the rows of a document before and after a
// change.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "record/rows/records.h"

namespace codau::store {

/// Added, changed and removed rows by table. Tables without differences are missing. The pointers
/// point into the compared records. `changed` has the rows after the change, `replaced` the same
/// rows before. All lists are sorted by primary key.
struct RowChanges {
  struct OfTable {
    std::vector<const record::Row*> added, changed, replaced, removed;
  };
  std::map<record::TableId, OfTable> tables;

  [[nodiscard]] bool empty() const noexcept { return tables.empty(); }
  [[nodiscard]] bool contains(record::TableId table) const { return tables.contains(table); }
};

/// Returns the differences between two sets of rows, which may be in any order. Real numbers are
/// equal if they agree to four decimals, as a store keeps them.
[[nodiscard]] RowChanges compare_rows(const record::Records& before, const record::Records& after);

/// Returns the ids of the rows as JSON: {"<table>": {"added": [id, …], "changed": …, "removed": …},
/// …}. Returns an empty text if nothing changed.
[[nodiscard]] std::string to_json(const RowChanges& changes);

}  // namespace codau::store
