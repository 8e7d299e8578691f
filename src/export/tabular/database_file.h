// export/tabular/database_file.h — rows as an SQLite file (standards section 10).
#pragma once

#include <string>

#include "export/delivery/row_source.h"
#include "export/target/file_set.h"

namespace codau::exports {

/// Writes files/<path> as store/table_file.h describes.
void write_database(const RowSource& rows, const std::string& path, FileSet& files);

}  // namespace codau::exports
