// export/tabular/database_file.h — writes rows as an SQLite file (standards section 10).
#pragma once

#include <string>

#include "export/delivery/row_source.h"
#include "export/target/file_set.h"

namespace codau::exports {

/// Writes the rows to a new SQLite file at files.target_path(path), and adds the file to `files`.
/// The tables of the file are those of store/table_file.h.
void write_database(const RowSource& rows, const std::string& path, FileSet& files);

}  // namespace codau::exports
