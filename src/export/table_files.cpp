#include "export/table_files.h"

#include <cstdint>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "export/csv_reader.h"
#include "export/data_package.h"
#include "export/json_values.h"
#include "export/read_back.h"
#include "export/tables.h"

namespace codau::exports {
namespace {

using record::Row;
using record::Table;

using ToLine = std::string (*)(const Table&, const Row&);
using ToText = std::string (*)(const record::Value&);

std::string csv_path(const Table& table) { return std::string(table.name) + ".csv"; }
std::string jsonl_path(const Table& table) { return std::string(table.name) + ".jsonl"; }

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

std::vector<std::string> names_of(const Table& table) {
  std::vector<std::string> names;
  for (const record::Column& column : table.columns) names.emplace_back(column.name);
  return names;
}

std::vector<std::string> texts_of(const Row& row, ToText to_text) {
  std::vector<std::string> texts;
  for (const record::Value& value : row) texts.push_back(to_text(value));
  return texts;
}

void check_csv_files(const RowSource& rows, const FileSet& files, std::size_t skip,
                     ToText to_text) {
  for (const Table& table : rows.tables) {
    const auto file = files.place_of(csv_path(table));
    CsvReader reader(file, skip);
    const bool head = reader.next() == names_of(table);
    check_rows(
        rows, table, file, [&](const Row& row) { return reader.next() == texts_of(row, to_text); },
        [&] { return head && !reader.next(); });
  }
}

}  // namespace

void write_csv_package(const RowSource& rows, FileSet& files) {
  std::vector<PackagedCsv> packaged;
  for (const Table& table : rows.tables) {
    const std::string path = csv_path(table);
    const WrittenFile& file = write_table(rows, table, path, csv_head(table), csv_line, files);
    packaged.push_back({table, path, file.bytes, file.sha256});
  }
  files.write("datapackage.json", data_package(packaged));
}

void write_excel_csv(const RowSource& rows, FileSet& files) {
  for (const Table& table : rows.tables) {
    write_table(rows, table, csv_path(table), std::string(kByteOrderMark) + excel_csv_head(table),
                excel_csv_line, files);
  }
}

void write_jsonl_tables(const RowSource& rows, FileSet& files) {
  for (const Table& table : rows.tables) {
    write_table(rows, table, jsonl_path(table), "", jsonl_line, files);
  }
}

void write_schemas(const RowSource& rows, FileSet& files) {
  for (const Table& table : rows.tables) {
    files.write("schema/" + std::string(table.name) + ".json", record::json_schema(table));
  }
}

void check_csv(const RowSource& rows, const FileSet& files) {
  check_csv_files(rows, files, 0, plain_text);
}

void check_excel_csv(const RowSource& rows, const FileSet& files) {
  check_csv_files(rows, files, kByteOrderMark.size(), guarded_text);
}

void check_jsonl(const RowSource& rows, const FileSet& files) {
  for (const Table& table : rows.tables) {
    const auto file = files.place_of(jsonl_path(table));
    std::ifstream stream(file, std::ios::binary);
    std::string line;
    check_rows(
        rows, table, file,
        [&](const Row& row) { return std::getline(stream, line) && is_json_of(table, row, line); },
        [&] { return !std::getline(stream, line); });
  }
}

}  // namespace codau::exports
