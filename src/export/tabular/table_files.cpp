#include "export/tabular/table_files.h"

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "export/delivery/titles.h"
#include "export/tabular/data_package.h"
#include "export/tabular/row_text.h"

namespace codau::exports {
namespace {

using record::Row;
using record::Table;

using ToLine = std::function<std::string(const Table&, const Row&)>;

std::string csv_path(const Table& table) { return std::string(table.name) + ".csv"; }
std::string jsonl_path(const Table& table) { return std::string(table.name) + ".jsonl"; }

const WrittenFile& write_table_file(const RowSource& rows, const Table& table,
                                    const std::string& path, const std::string& head,
                                    const ToLine& to_line, FileSet& files) {
  return files.write(path, [&](io::FileSink& sink) {
    std::uint64_t count = 0;
    sink.write(head);
    rows.for_each_row(table, [&](const Row& row) {
      sink.write(to_line(table, row));
      ++count;
    });
    return count;
  });
}

std::vector<std::string> titles_of(const std::vector<SheetColumn>& columns) {
  std::vector<std::string> titles;
  for (const SheetColumn& column : columns) titles.push_back(column.title);
  return titles;
}

/// Returns the values of a row in the displayed order of columns.
Row in_order(const Row& row, const std::vector<SheetColumn>& columns) {
  Row out;
  for (const SheetColumn& column : columns) out.push_back(row[column.index]);
  return out;
}

}  // namespace

void write_csv_package(const RowSource& rows, FileSet& files) {
  std::vector<PackagedCsv> packaged;
  for (const Table& table : rows.tables) {
    const std::string path = csv_path(table);
    const WrittenFile file =
        write_table_file(rows, table, path, format_csv_header(table), format_csv_line, files);
    packaged.push_back({table, path, file.bytes, file.sha256});
  }
  files.write("datapackage.json", make_data_package(packaged));
}

void write_excel_csv(const RowSource& rows, FileSet& files) {
  for (const Table& table : rows.tables) {
    const std::vector<SheetColumn> columns = make_sheet_columns(table);
    write_table_file(
        rows, table, csv_path(table),
        std::string(kByteOrderMark) + format_excel_csv_header(titles_of(columns)),
        [&](const Table& of, const Row& row) {
          return format_excel_csv_line(of, in_order(row, columns));
        },
        files);
  }
}

void write_jsonl_tables(const RowSource& rows, FileSet& files) {
  for (const Table& table : rows.tables) {
    write_table_file(rows, table, jsonl_path(table), "", format_jsonl_line, files);
  }
}

void write_schemas(const RowSource& rows, FileSet& files) {
  for (const Table& table : rows.tables) {
    files.write("schema/" + std::string(table.name) + ".json", record::make_json_schema(table));
  }
}

}  // namespace codau::exports
