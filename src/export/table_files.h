// export/table_files.h — a file for each table, in the text formats of standards section 10. Each
// is read back and compared by value: Error{kOutput} EXPORT_MISMATCH where the disk holds other
// values.
#pragma once

#include "export/file_set.h"
#include "export/row_source.h"

namespace codau::exports {

/// <table>.csv and datapackage.json.
void write_csv_package(const RowSource& rows, FileSet& files);
/// <table>.jsonl.
void write_jsonl_tables(const RowSource& rows, FileSet& files);
/// schema/<table>.json.
void write_schemas(const RowSource& rows, FileSet& files);

}  // namespace codau::exports
