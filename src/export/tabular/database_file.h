// export/tabular/database_file.h — rows as an SQLite file (standards section 10).
#pragma once

#include <filesystem>
#include <string>

#include "export/delivery/row_source.h"
#include "export/target/file_set.h"

namespace codau::exports {

/// Writes files/<path> as store/table_file.h describes.
void write_database(const RowSource& rows, const std::string& path, FileSet& files);
/// Reads the file back. Throws Error{kOutput} EXPORT_MISMATCH if a row differs.
void check_database(const RowSource& rows, const std::filesystem::path& file);

}  // namespace codau::exports
