#include "pipeline/output/publish.h"

#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "export/delivery/row_source.h"
#include "export/pdf/pdf_links.h"
#include "export/tabular/table_files.h"
#include "export/xlsx/plan_workbook.h"
#include "pipeline/output/output_files.h"
#include "record/schema/flat_tables.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr const char* kWorkbook = "codau.xlsx";

/// Returns the tables of the schema and the flat tables.
std::vector<record::Table> all_tables() {
  const auto tables = record::schema(), flat = record::flat_tables();
  std::vector<record::Table> out(tables.begin(), tables.end());
  out.insert(out.end(), flat.begin(), flat.end());
  return out;
}

exports::RowSource rows_of(const store::Store& store) {
  return {all_tables(),
          [&store](const record::Table& table, const exports::RowSource::RowSink& take) {
            store.for_each_row(table, take);
          }};
}

}  // namespace

PublishedRecords count_records(const store::Store& store) {
  PublishedRecords published;
  for (const record::Table& table : record::schema()) {
    published.rows[std::string(table.name)] = store.count(table.id);
  }
  published.reasons = store.reasons();
  published.pdfs = store.pdfs();
  if (is_small_store(store)) published.to_review = store.to_review();
  return published;
}

const std::set<std::string>& list_known_formats() {
  static const std::set<std::string> kFormats{"csv", "jsonl", "pdf", "sqlite", "xlsx"};
  return kFormats;
}

std::set<std::string> find_record_formats(const fs::path& out) {
  std::set<std::string> forms;
  for (const auto& [form, file] :
       {std::pair{"csv", "documents.csv"}, std::pair{"jsonl", "documents.jsonl"},
        std::pair{"xlsx", kWorkbook}}) {
    if (fs::exists(out / "records" / file)) forms.insert(form);
  }
  return forms;
}

void remove_records(const fs::path& out) {
  const fs::path records = out / "records";
  for (const record::Table& table : all_tables()) {
    const std::string name(table.name);
    for (const std::string& file : {name + ".csv", name + ".jsonl", "schema/" + name + ".json"})
      remove_tree(records / file);
  }
  for (const char* const file : {"datapackage.json", kWorkbook}) remove_tree(records / file);
  std::error_code kept;  // a folder that is not empty stays
  fs::remove(records / "schema", kept);
  fs::remove(records, kept);
}

bool is_small_store(const store::Store& store) {
  constexpr std::uint64_t kMostDocuments = 200;  // design, section 3
  return store.count(record::TableId::kDocuments) <= kMostDocuments;
}

PublishedRecords publish_records(const store::Store& store, const fs::path& out,
                                 const std::set<std::string>& formats) {
  PublishedRecords published = count_records(store);
  const exports::RowSource rows = rows_of(store);
  exports::FileSet files(out, "records/", io::Durability::kTogether);
  if (formats.contains("csv")) exports::write_csv_package(rows, files);
  if (formats.contains("jsonl")) exports::write_jsonl_tables(rows, files);
  exports::write_schemas(rows, files);
  if (formats.contains("xlsx")) {
    const exports::PlanWorkbookSettings settings{
        Language::kVietnamese,
        exports::make_pdf_links(store.results(), out, out / "records" / kWorkbook)};
    exports::write_plan_workbook(exports::shorten_joined_columns(rows), settings, kWorkbook, files);
  }
  files.commit();
  published.files = files.files();
  published.notes = files.notes();
  return published;
}

}  // namespace codau::pipeline
