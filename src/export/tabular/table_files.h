// export/tabular/table_files.h — writes one file for each table, as CSV or as JSON Lines. A
// RowSource has the tables of an export, and reads their rows (export/delivery/row_source.h). A
// FileSet writes files into the folder of the export (export/target/file_set.h). All functions
// throw Error{kOutput} if a file cannot be written, and Error{kInput} if it cannot be read back.
#pragma once

#include "export/delivery/row_source.h"
#include "export/target/file_set.h"

namespace codau::exports {

/// Writes <table>.csv for each table (format_csv_line() in row_text.h). Also writes
/// datapackage.json, which describes the columns of these files (data_package.h).
void write_csv_package(const RowSource& rows, FileSet& files);
/// Writes <table>.csv for each table, as CSV for Excel (format_excel_csv_line() in row_text.h).
/// Titles and order of the columns are those of make_sheet_columns() (export/delivery/titles.h).
void write_excel_csv(const RowSource& rows, FileSet& files);
/// Writes <table>.jsonl for each table, one row on each line (format_jsonl_line() in row_text.h).
void write_jsonl_tables(const RowSource& rows, FileSet& files);
/// Writes schema/<table>.json for each table: the JSON schema of its rows
/// (record::make_json_schema()).
void write_schemas(const RowSource& rows, FileSet& files);

}  // namespace codau::exports
