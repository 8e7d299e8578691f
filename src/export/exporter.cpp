#include "export/exporter.h"

#include <algorithm>
#include <array>
#include <functional>
#include <system_error>
#include <utility>

#include "core/error.h"
#include "export/export_manifest.h"
#include "export/file_set.h"
#include "export/postgres_connection.h"
#include "export/postgres_load.h"
#include "export/postgres_text.h"
#include "export/table_files.h"
#include "export/target_folder.h"

namespace codau::exports {
namespace {

namespace fs = std::filesystem;

/// A format that is a set of files. `file`: the name of the only one, for targets that are a file.
struct FileFormat {
  std::string_view name;
  void (*write)(const Delivery&, const ExportRequest&, FileSet&);
  std::string_view file = {};
  DeliveryOptions (*limits)() = nullptr;
};

void write_csv(const Delivery& delivery, const ExportRequest&, FileSet& files) {
  write_csv_package(delivery.rows(), files);
}

void write_jsonl(const Delivery& delivery, const ExportRequest&, FileSet& files) {
  write_jsonl_tables(delivery.rows(), files);
  write_schemas(delivery.rows(), files);
}

void write_postgres(const Delivery& delivery, const ExportRequest&, FileSet& files) {
  write_postgres_files(delivery, files);
}

DeliveryOptions postgres_limits() {
  DeliveryOptions limits;
  limits.refuse = refused_by_postgres;
  limits.refused_rows_keep_children = true;
  return limits;
}

constexpr std::array kFileFormats{
    FileFormat{"csv", write_csv},
    FileFormat{"jsonl", write_jsonl},
    FileFormat{"postgres", write_postgres, {}, postgres_limits},
};

ExportReport report_of(const store::Reader& store, const Delivery& delivery) {
  ExportReport report;
  for (const record::Table& table : store.tables()) {
    report.tables.push_back({std::string(table.name), delivery.count(table.name)});
  }
  report.complete = std::ranges::all_of(
      delivery.kept_back(), [](const KeptBack& row) { return row.code == kRejectedCode; });
  return report;
}

void write_all(const FileFormat& format, const store::Reader& store, const Delivery& delivery,
               const ExportRequest& request, const fs::path& folder) {
  FileSet files(folder);
  format.write(delivery, request, files);
  write_atomically(folder / "rejects.jsonl", export_rejects(store, delivery, request));
  write_atomically(folder / "manifest.json",
                   export_manifest(store, delivery, request, files.files()));
}

void move_file(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::rename(from, to, error);
  if (error) {
    throw Error(ErrorCode::kOutput, to.string() + ": cannot be written: " + error.message());
  }
}

/// The file of a format that has one, with its manifest and rejects beside it:
/// plans.xlsx, plans.manifest.json, plans.rejects.jsonl.
void keep_file(const FileFormat& format, const fs::path& folder, const fs::path& target) {
  const std::string stem = target.stem().string();
  const fs::path beside = target.parent_path();
  move_file(folder / "rejects.jsonl", beside / (stem + ".rejects.jsonl"));
  move_file(folder / "manifest.json", beside / (stem + ".manifest.json"));
  move_file(folder / format.file, target);
  sync_folder(beside.empty() ? "." : beside);
}

Delivery delivery_of(const FileFormat& format, const store::Reader& store,
                     const ExportRequest& request) {
  DeliveryOptions options = format.limits == nullptr ? DeliveryOptions{} : format.limits();
  options.include_unreviewed = request.include_unreviewed;
  return {store, std::move(options)};
}

/// Rows into a database; manifest and rejects lie ready before it is changed.
ExportReport load_database(const FileFormat& format, const store::Reader& store,
                           const ExportRequest& request) {
  const Delivery delivery = delivery_of(format, store, request);
  ExportReport report = report_of(store, delivery);
  const fs::path books = request.books / format.name;
  const TemporaryFolder folder(books);
  write_atomically(folder.path() / "rejects.jsonl", export_rejects(store, delivery, request));
  write_atomically(folder.path() / "manifest.json", export_manifest(store, delivery, request, {}));
  const PostgresReport loaded = load_postgres(delivery, request.target);
  report.target = loaded.database;
  for (std::size_t i = 0; i < report.tables.size(); ++i) {
    report.tables[i].changes = loaded.tables.at(i);
  }
  move_file(folder.path() / "manifest.json", books.string() + ".manifest.json");
  move_file(folder.path() / "rejects.jsonl", books.string() + ".rejects.jsonl");
  sync_folder(request.books);
  if (!delivery.kept_back().empty()) report.rejects = books.string() + ".rejects.jsonl";
  return report;
}

ExportReport write_files(const FileFormat& format, const store::Reader& store,
                         const ExportRequest& request) {
  const Delivery delivery = delivery_of(format, store, request);
  ExportReport report = report_of(store, delivery);
  report.target = request.target;
  const fs::path target = request.target;
  const bool one_file =
      !format.file.empty() && target.extension() == fs::path(format.file).extension();
  if (one_file) {
    const TemporaryFolder folder(target);
    write_all(format, store, delivery, request, folder.path());
    keep_file(format, folder.path(), target);
    report.rejects = target.parent_path() / (target.stem().string() + ".rejects.jsonl");
  } else {
    TargetFolder folder(target);
    write_all(format, store, delivery, request, folder.part());
    folder.keep();
    report.rejects = target / "rejects.jsonl";
  }
  if (delivery.kept_back().empty()) report.rejects.clear();
  return report;
}

}  // namespace

RowCount ExportReport::all() const {
  RowCount sum;
  for (const Table& table : tables) {
    sum.store += table.rows.store;
    sum.exported += table.rows.exported;
    sum.rejected += table.rows.rejected;
  }
  return sum;
}

std::vector<std::string_view> export_formats() {
  std::vector<std::string_view> names;
  for (const FileFormat& format : kFileFormats) names.push_back(format.name);
  std::ranges::sort(names);
  return names;
}

ExportReport export_records(const store::Reader& store, const ExportRequest& request) {
  const auto* const format = std::ranges::find(kFileFormats, request.format, &FileFormat::name);
  if (format == kFileFormats.end()) {
    throw Error(ErrorCode::kUsage, "no format is named " + request.format);
  }
  if (request.format == "postgres" && is_postgres_uri(request.target)) {
    return load_database(*format, store, request);
  }
  return write_files(*format, store, request);
}

}  // namespace codau::exports
