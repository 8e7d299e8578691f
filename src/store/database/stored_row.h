// store/database/stored_row.h — values of record::Row to and from the columns of a statement.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "record/rows/records.h"
#include "record/schema/schema.h"
#include "store/database/sqlite.h"

namespace codau::store {

/// "?,?,…": as many as there are values to bind.
[[nodiscard]] std::string make_placeholders(std::size_t count);
/// Binds a value; reals with four decimals, as every format shows them.
void bind_value(Statement& statement, int index, const record::Value& value);
/// The first columns of the statement, which are those of the table.
[[nodiscard]] record::Row read_row(const Statement& statement, const record::Table& table);

}  // namespace codau::store
