// store/database/stored_row.h — converts values of record::Row to and from the columns of an SQL
// statement.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "record/rows/records.h"
#include "record/schema/schema.h"
#include "store/database/sqlite.h"

namespace codau::store {

/// Returns `count` parameters for SQL: "?,?,…".
[[nodiscard]] std::string make_placeholders(std::size_t count);
/// Binds a value. Rounds reals to four decimals, as every format shows them.
void bind_value(Statement& statement, int index, const record::Value& value);
/// Reads a row of `table` from the first columns of the statement, which must be those of the
/// table.
[[nodiscard]] record::Row read_row(const Statement& statement, const record::Table& table);

}  // namespace codau::store
