#include "pipeline/publish.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <string_view>
#include <system_error>
#include <variant>

#include "export/data_package.h"
#include "export/files.h"
#include "export/tables.h"
#include "record/ids.h"
#include "record/schema.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;

void describe(Published& published, const fs::path& out, const std::string& path,
              std::uint64_t rows) {
  std::error_code ignored;
  published.files.push_back(
      {path, fs::file_size(out / path, ignored), rows, record::sha256_of_file(out / path)});
}

using ToLine = std::string (*)(const record::Table&, const record::Row&);

void write_table(const store::Store& store, const record::Table& table, const fs::path& file,
                 const std::string& head, ToLine to_line) {
  exports::write_atomically(file, [&](exports::FileSink& sink) {
    sink.write(head);
    store.each_row(table.name, [&](const record::Row& row) { sink.write(to_line(table, row)); });
  });
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

Published publish_records(const store::Store& store, const fs::path& out,
                          const std::set<std::string>& formats) {
  Published published = count_records(store);
  std::vector<exports::PackagedCsv> packaged;
  for (const record::Table& table : record::schema()) {
    const std::string name(table.name);
    const std::uint64_t rows = published.rows[name];
    if (formats.contains("csv")) {
      const std::string path = "records/" + name + ".csv";
      write_table(store, table, out / path, exports::csv_head(table), exports::csv_line);
      describe(published, out, path, rows);
      const PublishedFile& file = published.files.back();
      packaged.push_back({table, name + ".csv", file.bytes, file.sha256});
    }
    if (formats.contains("jsonl")) {
      const std::string path = "records/" + name + ".jsonl";
      write_table(store, table, out / path, "", exports::jsonl_line);
      describe(published, out, path, rows);
    }
    const std::string path = "records/schema/" + name + ".json";
    exports::write_atomically(out / path, record::json_schema(table));
    describe(published, out, path, 0);
  }
  if (!packaged.empty()) {
    exports::write_atomically(out / "records/datapackage.json", exports::data_package(packaged));
    describe(published, out, "records/datapackage.json", 0);
  }
  return published;
}

}  // namespace codau::pipeline
