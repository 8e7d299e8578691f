// tests/support/made_store.h — a finished store of given records, opened as exports open it.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "named_cells.h"
#include "record/rows/records.h"
#include "record/schema/row.h"
#include "store/store.h"
#include "store/store_reader.h"
#include "temp_folder.h"

namespace codau::testing {

/// Sets a column of a row by its name.
inline void set(std::string_view table, record::Row& row, std::string_view column,
                record::Value value) {
  const auto& columns = record::table(table).columns;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].name == column) row.at(i) = std::move(value);
  }
}

inline const record::Value& get(std::string_view table, const record::Row& row,
                                std::string_view column) {
  return value_of(record::table(table), row, column);
}

class MadeStore {
 public:
  /// By doc_id.
  explicit MadeStore(const std::map<std::string, record::Records>& documents) {
    store::Store store(folder_ / "codau.db");
    for (const auto& [doc_id, records] : documents) store.save_records(doc_id, records);
    store.finish();
  }
  [[nodiscard]] store::StoreReader reader() const {
    return store::StoreReader(folder_ / "codau.db");
  }
  [[nodiscard]] const TempFolder& folder() const { return folder_; }

 private:
  TempFolder folder_;
};

}  // namespace codau::testing
