// export/tabular/table_files.h — one file for each table, in the text formats of standards section
// 10.
#pragma once

#include "export/delivery/row_source.h"
#include "export/target/file_set.h"

namespace codau::exports {

/// Writes <table>.csv and datapackage.json.
void write_csv_package(const RowSource& rows, FileSet& files);
/// Writes <table>.csv for Excel, with the titles and the column order of the workbook
/// (export/delivery/titles.h).
void write_excel_csv(const RowSource& rows, FileSet& files);
/// Writes <table>.jsonl.
void write_jsonl_tables(const RowSource& rows, FileSet& files);
/// Returns schema/<table>.json, with the Vietnamese title of each column.
[[nodiscard]] std::string titled_schema(const record::Table& table);
void write_schemas(const RowSource& rows, FileSet& files);

}  // namespace codau::exports
