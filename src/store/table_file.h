// store/table_file.h — rows alone as an SQLite file, for others: what codau.db is without the
// journal.
#pragma once

#include <filesystem>
#include <functional>

#include "record/rows/records.h"
#include "store/schema/ddl.h"

namespace codau::store {

using TableRowSink = std::function<void(const record::Row&)>;
using TableRowStream = std::function<void(const record::Table&, const TableRowSink&)>;

/// Writes a new file at `file`, where none may be: the tables with their keys (STRICT, WITHOUT
/// ROWID, indexes), user_version, and a full-text table `search` with a column of text and one of
/// the same with d for đ, which takes them from the rows. Checked by SQLite itself. Rows pass one
/// by one; the same rows give the same bytes. Throws Error{kOutput} with path and cause.
void write_table_file(const std::filesystem::path& file, TableSpan tables,
                      const TableRowStream& each_row);

}  // namespace codau::store
