// export/tabular/table_files.h — writes one file for each table, in the text formats of standards
// section 10.
#pragma once

#include "export/delivery/row_source.h"
#include "export/target/file_set.h"

namespace codau::exports {

/// Writes <table>.csv for each table, and datapackage.json.
void write_csv_package(const RowSource& rows, FileSet& files);
/// Writes <table>.csv for Excel. Titles and order of columns are those of the workbook
/// (export/delivery/titles.h).
void write_excel_csv(const RowSource& rows, FileSet& files);
/// Writes <table>.jsonl for each table, one row on each line.
void write_jsonl_tables(const RowSource& rows, FileSet& files);
/// Returns the JSON schema of the rows of a table, with the Vietnamese title of each column.
[[nodiscard]] std::string make_titled_schema(const record::Table& table);
/// Writes make_titled_schema() of each table as schema/<table>.json.
void write_schemas(const RowSource& rows, FileSet& files);

}  // namespace codau::exports
