#include "export/table_files.h"

#include <cstdint>
#include <string>
#include <vector>

#include "export/data_package.h"
#include "export/tables.h"

namespace codau::exports {
namespace {

using record::Row;
using record::Table;

using ToLine = std::string (*)(const Table&, const Row&);

const WrittenFile& write_table(const RowSource& rows, const Table& table, const std::string& path,
                               const std::string& head, ToLine to_line, FileSet& files) {
  return files.write(path, [&](FileSink& sink) {
    std::uint64_t count = 0;
    sink.write(head);
    rows.each_row(table, [&](const Row& row) {
      sink.write(to_line(table, row));
      ++count;
    });
    return count;
  });
}

}  // namespace

void write_csv_package(const RowSource& rows, FileSet& files) {
  std::vector<PackagedCsv> packaged;
  for (const Table& table : rows.tables) {
    const std::string path = std::string(table.name) + ".csv";
    const WrittenFile& file = write_table(rows, table, path, csv_head(table), csv_line, files);
    packaged.push_back({table, path, file.bytes, file.sha256});
  }
  files.write("datapackage.json", data_package(packaged));
}

void write_jsonl_tables(const RowSource& rows, FileSet& files) {
  for (const Table& table : rows.tables) {
    write_table(rows, table, std::string(table.name) + ".jsonl", "", jsonl_line, files);
  }
}

void write_schemas(const RowSource& rows, FileSet& files) {
  for (const Table& table : rows.tables) {
    files.write("schema/" + std::string(table.name) + ".json", record::json_schema(table));
  }
}

}  // namespace codau::exports
