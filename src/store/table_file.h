// store/table_file.h — writes rows as an SQLite file for other programs: the tables of codau.db
// without its internal state.
#pragma once

#include <filesystem>
#include <functional>

#include "record/rows/records.h"
#include "store/schema/ddl.h"

namespace codau::store {

/// Receives one row.
using TableRowSink = std::function<void(const record::Row&)>;
/// Passes all rows of a table to the sink, one by one.
using TableRowStream = std::function<void(const record::Table&, const TableRowSink&)>;

/// Writes an SQLite file with the rows of `tables`. Precondition: `file` does not exist. The file
/// has:
/// 1. the tables with their keys (STRICT, WITHOUT ROWID) and indexes;
/// 2. user_version (kUserVersion);
/// 3. a full-text table `search`, which reads its text from the rows. Column `text` has the text,
///    column `folded` the same with d for đ.
///
/// SQLite checks the file. Rows are never all in memory; equal rows give equal bytes. Throws
/// Error{kOutput} with path and cause.
void write_table_file(const std::filesystem::path& file, TableSpan tables,
                      const TableRowStream& each_row);

}  // namespace codau::store
