// review/queue/rows.h — rows of the store as review reads them.
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

/// Nothing where the table has no such column.
[[nodiscard]] const record::Column* find_schema_column(const record::Table& table,
                                                       std::string_view name);

/// By which an action says what it was based on; of a row as a whole without `field`.
[[nodiscard]] std::string compute_version(const record::Table& table, const record::Row& row,
                                          std::string_view field);

/// Rows whose column has this value with these columns of their table alone: the texts as they were
/// read, which have to be put together, are left alone. The other columns are NULL.
void for_each_where(const store::StoreReader& store, const record::Table& table,
                    std::string_view where, std::string_view value,
                    std::span<const std::string_view> names,
                    const std::function<void(record::Row&&)>& take);
/// The same, those of a document.
[[nodiscard]] std::vector<record::Row> load_rows(const store::StoreReader& store,
                                                 const record::Table& table,
                                                 std::string_view doc_id,
                                                 std::initializer_list<std::string_view> names);

}  // namespace codau::review
