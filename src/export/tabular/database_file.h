// export/tabular/database_file.h — writes rows as an SQLite file.
#pragma once

#include <string>

#include "export/delivery/row_source.h"
#include "export/target/file_set.h"

namespace codau::exports {

/// Writes the tables of `rows` with their rows as an SQLite file (store/table_file.h) at
/// files.target_path(path), and adds the file to `files`. Replaces an existing file. Throws
/// Error{kOutput} if the file cannot be written.
void write_database(const RowSource& rows, const std::string& path, FileSet& files);

}  // namespace codau::exports
