#include "pipeline/publish.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <variant>

#include "export/row_source.h"
#include "export/table_files.h"
#include "export/workbook.h"
#include "record/schema.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr const char* kWorkbook = "codau.xlsx";

exports::RowSource rows_of(const store::Store& store) {
  const auto tables = record::schema();
  return {{tables.begin(), tables.end()},
          [&store](const record::Table& table, const exports::RowSource::Take& take) {
            store.each_row(table.name, take);
          }};
}

void count_reasons(const store::Store& store, const record::Table& table, Published& published) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const std::string_view name = table.columns[i].name;
    if (name == "review_reasons" || name == "flags") places.push_back(i);
  }
  if (places.empty()) return;
  store.each_row(table.name, [&](const record::Row& row) {
    std::set<std::string> codes;  // a flag of a document is among its reasons too
    for (const std::size_t i : places) {
      if (const auto* list = std::get_if<std::vector<std::string>>(&row[i])) {
        codes.insert(list->begin(), list->end());
      }
    }
    for (const std::string& code : codes) ++published.reasons[code];
  });
}

}  // namespace

Published count_records(const store::Store& store) {
  Published published;
  for (const record::Table& table : record::schema()) {
    published.rows[std::string(table.name)] = store.count(table.name);
    count_reasons(store, table, published);
  }
  return published;
}

const std::set<std::string>& known_formats() {
  static const std::set<std::string> kFormats{"csv", "jsonl", "pdf", "sqlite", "xlsx"};
  return kFormats;
}

std::set<std::string> forms_in(const fs::path& out) {
  std::set<std::string> forms;
  for (const auto& [form, file] :
       {std::pair{"csv", "documents.csv"}, std::pair{"jsonl", "documents.jsonl"},
        std::pair{"xlsx", kWorkbook}}) {
    if (fs::exists(out / "records" / file)) forms.insert(form);
  }
  return forms;
}

Published publish_records(const store::Store& store, const fs::path& out,
                          const std::set<std::string>& formats) {
  Published published = count_records(store);
  const exports::RowSource rows = rows_of(store);
  exports::FileSet files(out, "records/");
  if (formats.contains("csv")) exports::write_csv_package(rows, files);
  if (formats.contains("jsonl")) exports::write_jsonl_tables(rows, files);
  exports::write_schemas(rows, files);
  if (formats.contains("xlsx")) {
    exports::write_workbook(exports::without_provenance(rows), kWorkbook, files);
  }
  published.files = files.files();
  published.notes = files.notes();
  return published;
}

}  // namespace codau::pipeline
