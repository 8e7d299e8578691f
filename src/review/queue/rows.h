// review/queue/rows.h — reads rows of the store for the review page.
#pragma once

#include <functional>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "record/rows/records.h"
#include "record/schema/schema.h"
#include "store/store_reader.h"

namespace codau::review {

/// Returns the column of a table; null if the table has no such column.
[[nodiscard]] const record::Column* find_schema_column(const record::Table& table,
                                                       std::string_view name);

/// Returns a hash of a value and the review status of its row. Without `field`, returns a hash of
/// the whole row. An action names the hash on which it is based, so that changes by others are
/// noticed.
[[nodiscard]] std::string compute_version(const record::Table& table, const record::Row& row,
                                          std::string_view field);

/// Calls `take` for each row whose column `where` has this value. Reads only the columns `names`,
/// the document id and the row number. All other columns are NULL, because reading long texts takes
/// time.
void for_each_where(const store::StoreReader& store, const record::Table& table,
                    std::string_view where, std::string_view value,
                    std::span<const std::string_view> names,
                    const std::function<void(record::Row&&)>& take);
/// Returns the rows of a document, read as by for_each_where().
[[nodiscard]] std::vector<record::Row> load_rows(const store::StoreReader& store,
                                                 const record::Table& table,
                                                 std::string_view doc_id,
                                                 std::initializer_list<std::string_view> names);

}  // namespace codau::review
