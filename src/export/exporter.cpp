#include "export/exporter.h"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <system_error>
#include <utility>

#include "core/error.h"
#include "core/message.h"
#include "export/archive/archival_files.h"
#include "export/archive/archival_plan.h"
#include "export/archive/fault_list.h"
#include "export/archive/package_files.h"
#include "export/archive/package_plan.h"
#include "export/delivery/change_feed.h"
#include "export/export_manifest.h"
#include "export/pdf/pdf_links.h"
#include "export/postgres/postgres_connection.h"
#include "export/postgres/postgres_load.h"
#include "export/postgres/postgres_schema.h"
#include "export/postgres/postgres_text.h"
#include "export/tabular/database_file.h"
#include "export/tabular/document_files.h"
#include "export/tabular/nested_jsonl.h"
#include "export/tabular/opensearch.h"
#include "export/tabular/table_files.h"
#include "export/target/file_set.h"
#include "export/target/target_folder.h"
#include "export/target/target_guard.h"
#include "export/words/word_files.h"
#include "export/xlsx/plan_workbook.h"
#include "export/xlsx/workbook.h"
#include "io/temp_file.h"
#include "text/unicode.h"

namespace codau::exports {
namespace {

namespace fs = std::filesystem;

/// A format that is a set of files. `file`: the name of its only file, if the target may be a file.
struct FileFormat {
  std::string_view name;
  void (*write)(const ExportFilter&, const ExportRequest&, FileSet&);
  std::string_view file = {};
  ExportFilterOptions (*limits)(const ExportRequest&, const store::StoreReader&) = nullptr;
  std::string_view other_extension = {};
  io::Durability durable =
      io::Durability::kNow;  ///< kLater: many files that become durable together
};

constexpr std::string_view kWorkbookFile = "codau.xlsx", kDatabaseFile = "codau.sqlite";

RowSource shown_rows(RowSource rows, const ExportRequest& request) {
  return request.provenance ? rows : remove_provenance(std::move(rows));
}
/// Returns the shown rows with the flat tables. Columns that the user names are shown, even
/// provenance.
RowSource shown_rows_and_flat(const ExportFilter& filter, const ExportRequest& request) {
  RowSource rows = select_columns(filter.rows_and_flat(), request.columns);
  return request.columns.columns.empty() ? shown_rows(std::move(rows), request) : rows;
}

/// Returns the names of the shown tables; empty for all.
std::vector<std::string> shown_tables(const ExportRequest& request) {
  std::vector<std::string> names;
  if (request.provenance) return names;
  for (const record::Table& table : record::schema()) {
    const bool is_named =
        std::ranges::any_of(request.columns.columns,
                            [start = std::string(table.name) + "."](const std::string& column) {
                              return column.starts_with(start);
                            });
    if (is_named || !is_provenance(table)) names.emplace_back(table.name);
  }
  return names;
}

ExportFilterOptions limits_of_shown(const ExportRequest& request,
                                    const store::StoreReader& /*store*/) {
  ExportFilterOptions options;
  options.tables = shown_tables(request);
  return options;
}

void write_csv(const ExportFilter& filter, const ExportRequest& request, FileSet& files) {
  const RowSource rows = shown_rows_and_flat(filter, request);
  write_csv_package(rows, files);
}

void write_csv_excel(const ExportFilter& filter, const ExportRequest& request, FileSet& files) {
  const RowSource rows = shorten_joined_columns(shown_rows_and_flat(filter, request));
  write_excel_csv(rows, files);
}

void write_jsonl(const ExportFilter& filter, const ExportRequest& request, FileSet& files) {
  if (request.nested) {
    const NestedTables tables = make_nested_tables(request.provenance);
    write_nested(filter, tables, files);
    files.write("schema/documents.json", make_nested_schema(tables));
    return;
  }
  const RowSource rows = shown_rows_and_flat(filter, request);
  write_jsonl_tables(rows, files);
  write_schemas(rows, files);
}

ExportFilterOptions limits_of_jsonl(const ExportRequest& request, const store::StoreReader& store) {
  ExportFilterOptions options = limits_of_shown(request, store);
  if (!request.nested) return options;
  options.tables.clear();
  for (const auto& [name, shown] : make_nested_tables(true)) options.tables.emplace_back(name);
  options.documents_withhold_rows = true;  // a row is nested in the line of its document
  return options;
}

void write_bulk(const ExportFilter& filter, const ExportRequest& request, FileSet& files) {
  const RowSource rows = shown_rows(filter.rows(), request);
  write_opensearch(rows, files);
}

void write_sqlite(const ExportFilter& filter, const ExportRequest& request, FileSet& files) {
  const RowSource rows = shown_rows(filter.rows(), request);
  write_database(rows, std::string(kDatabaseFile), files);
}

DeliveryTerms terms_of(const ExportRequest& request) {
  return {request.version, request.include_unreviewed, request.provenance};
}

ForeignDocuments others_of(const ExportRequest& request) {
  return request.mirror ? ForeignDocuments::kRemove : ForeignDocuments::kKeep;
}

void write_postgres(const ExportFilter& filter, const ExportRequest& request, FileSet& files) {
  write_postgres_files(filter, terms_of(request), request.office, others_of(request), files);
}

ExportFilterOptions limits_of_postgres(const ExportRequest& request,
                                       const store::StoreReader& store) {
  ExportFilterOptions limits = limits_of_shown(request, store);
  limits.refuse = [all = request.provenance](const record::Table& table, const record::Row& row) {
    return find_postgres_refusal(table, row, all);
  };
  return limits;
}

/// Tells whether a file has an extension, in small letters or capitals (.XLSX of Windows).
bool has_extension(const fs::path& file, std::string_view extension) {
  return !extension.empty() && text::to_lower(file.extension().string()) == extension;
}

void write_xlsx(const ExportFilter& filter, const ExportRequest& request, FileSet& files) {
  const fs::path target = request.target,
                 file = has_extension(target, ".xlsx") ? target : target / kWorkbookFile;
  const RowSource rows =
      shorten_joined_columns(select_columns(filter.rows_and_flat(), request.columns));
  write_plan_workbook(
      rows,
      {request.language, make_pdf_links(filter.store().results(), request.store_folder, file)},
      std::string(kWorkbookFile), files);
}

ExportFilterOptions limits_of_workbook(std::vector<std::string> tables, bool provenance) {
  ExportFilterOptions options;
  options.tables = std::move(tables);
  options.refuse = [provenance](const record::Table& table, const record::Row& row) {
    return find_cell_refusal(table, row, provenance);
  };
  options.refused_rows_withhold_children = false;  // no keys are declared
  return options;
}

ExportFilterOptions limits_of_xlsx(const ExportRequest& /*request*/,
                                   const store::StoreReader& /*store*/) {
  return limits_of_workbook({"documents", "sources", "tasks"}, false);
}

void write_xlsx_full(const ExportFilter& filter, const ExportRequest& request, FileSet& files) {
  const RowSource rows = shorten_joined_columns(shown_rows_and_flat(filter, request));
  write_workbook(rows, std::string(kWorkbookFile), files, request.language);
}

ExportFilterOptions limits_of_xlsx_full(const ExportRequest& request,
                                        const store::StoreReader& /*store*/) {
  return limits_of_workbook(shown_tables(request), request.provenance);
}

void write_alto_pages(const ExportFilter& filter, const ExportRequest& request, FileSet& files) {
  write_alto(filter, request.pages_of, request.version, files);
}

void write_hocr_pages(const ExportFilter& filter, const ExportRequest& request, FileSet& files) {
  write_hocr(filter, request.pages_of, request.version, files);
}

ExportFilterOptions limits_of_words(const ExportRequest& request,
                                    const store::StoreReader& /*store*/) {
  ExportFilterOptions options;
  options.tables = {"pages"};
  options.refuse = [&of = request.pages_of](const record::Table& table, const record::Row& row) {
    return find_words_refusal(of, table, row);
  };
  return options;
}

void write_text(const ExportFilter& filter, const ExportRequest& request, FileSet& files) {
  write_texts(filter, request.as_read ? TextForm::kAsRead : TextForm::kRestored, files);
}

void write_changes_of_text(const ExportFilter& filter, const ExportRequest& /*request*/,
                           FileSet& files) {
  write_text_changes(filter, files);
}

void write_json(const ExportFilter& filter, const ExportRequest& /*request*/, FileSet& files) {
  write_document_rows(filter, files);
}

ExportFilterOptions limits_of_texts(const ExportRequest& /*request*/,
                                    const store::StoreReader& /*store*/) {
  ExportFilterOptions options;
  options.tables = {"documents"};
  return options;
}

ExportFilterOptions limits_of_json(const ExportRequest& /*request*/,
                                   const store::StoreReader& /*store*/) {
  return {};  // all tables
}

void write_ho_so(const ExportFilter& filter, const ExportRequest& request, FileSet& files) {
  PaperPdfFinder pdfs(filter.store(), request.cut_pages, request.target);
  write_archival_files(
      filter, make_archival_plan(request.archival_tables, request.metadata, filter.store()), pdfs,
      files);
}

ExportFilterOptions limits_of_ho_so(const ExportRequest& request, const store::StoreReader& store) {
  ExportFilterOptions options;
  options.tables = {"documents"};
  options.refuse = [plan = make_archival_plan(request.archival_tables, request.metadata, store)](
                       const record::Table& table, const record::Row& row) {
    return find_place_refusal(plan, table, row);
  };
  options.refused_rows_withhold_children = false;
  return options;
}

void write_package_files(const ExportFilter& filter, const ExportRequest& request, FileSet& files) {
  write_packages(filter, *request.packages, files);
}

ExportFilterOptions limits_of_packages(const ExportRequest& request,
                                       const store::StoreReader& /*store*/) {
  ExportFilterOptions options;
  options.tables = {"documents"};
  options.refuse = [plan = request.packages](const record::Table& table, const record::Row& row) {
    return find_package_refusal(*plan, table, row);
  };
  options.refused_rows_withhold_children = false;
  return options;
}

constexpr std::array kFileFormats{
    FileFormat{"aip", write_package_files, {}, limits_of_packages, {}, io::Durability::kLater},
    FileFormat{"alto", write_alto_pages, {}, limits_of_words, {}, io::Durability::kLater},
    FileFormat{"changes", write_changes_of_text, {}, limits_of_texts, {}, io::Durability::kLater},
    FileFormat{"csv", write_csv, {}, limits_of_shown},
    FileFormat{"csv-excel", write_csv_excel, {}, limits_of_shown},
    FileFormat{"hocr", write_hocr_pages, {}, limits_of_words, {}, io::Durability::kLater},
    FileFormat{"ho-so", write_ho_so, {}, limits_of_ho_so, {}, io::Durability::kLater},
    FileFormat{"json", write_json, {}, limits_of_json, {}, io::Durability::kLater},
    FileFormat{"jsonl", write_jsonl, {}, limits_of_jsonl},
    FileFormat{"opensearch", write_bulk, {}, limits_of_shown},
    FileFormat{"postgres", write_postgres, {}, limits_of_postgres},
    FileFormat{"sip", write_package_files, {}, limits_of_packages, {}, io::Durability::kLater},
    FileFormat{"sqlite", write_sqlite, kDatabaseFile, limits_of_shown, ".db"},
    FileFormat{"text", write_text, {}, limits_of_texts, {}, io::Durability::kLater},
    FileFormat{"xlsx", write_xlsx, kWorkbookFile, limits_of_xlsx},
    FileFormat{"xlsx-full", write_xlsx_full, kWorkbookFile, limits_of_xlsx_full},
};

/// A format that reports changes: the same files with only the rows of changed documents, and a
/// list of removed rows.
struct FeedFormat {
  std::string_view name;
  void (*write)(const ChangeFeed&, const ExportRequest&, FileSet&);
};

void write_csv_feed(const ChangeFeed& feed, const ExportRequest& request, FileSet& files) {
  const RowSource rows = shown_rows(feed.rows_and_flat(), request);
  write_csv_package(rows, files);
  write_changes(feed, rows, files);
}

void write_jsonl_feed(const ChangeFeed& feed, const ExportRequest& request, FileSet& files) {
  const RowSource rows = shown_rows(feed.rows_and_flat(), request);
  write_jsonl_tables(rows, files);
  write_schemas(rows, files);
  write_changes(feed, rows, files);
}

void write_bulk_feed(const ChangeFeed& feed, const ExportRequest& request, FileSet& files) {
  const RowSource rows = shown_rows(feed.rows(), request);
  write_opensearch(rows, files);
  write_deletions(feed, rows, files);
}

constexpr std::array kFeedFormats{
    FeedFormat{"csv", write_csv_feed},
    FeedFormat{"jsonl", write_jsonl_feed},
    FeedFormat{"opensearch", write_bulk_feed},
};

/// Returns the feed of a format. Throws Error{kUsage} if the format reports no changes.
const FeedFormat& feed_format(const ExportRequest& request) {
  const auto* const format = std::ranges::find(kFeedFormats, request.format, &FeedFormat::name);
  if (format != kFeedFormats.end() && !request.nested) return *format;
  throw Error(ErrorCode::kUsage,
              both("--since chỉ dùng với định dạng csv, jsonl (không có --nested) hoặc opensearch",
                   "--since goes only with csv, jsonl (without --nested) or opensearch"));
}

ExportReport report_of(const ExportFilter& filter, const std::vector<TableRowCount>& counts) {
  ExportReport report;
  for (const auto& [name, rows] : counts) report.tables.push_back({name, rows});
  report.is_complete = std::ranges::all_of(
      filter.withheld(), [](const WithheldRow& row) { return row.code == kRejectedCode; });
  return report;
}

/// Returns the number of rows in the files, without the lists of changes.
std::uint64_t rows_of(const FileSet& files) {
  std::uint64_t sum = 0;
  for (const WrittenFile& file : files.files()) {
    if (file.path != "changes.jsonl" && !file.path.starts_with("bulk/deleted-")) sum += file.rows;
  }
  return sum;
}

/// The requested changes, found before rows are judged; nothing if none were requested.
using Changed = std::optional<ChangedDocuments>;

ExportReport write_all(const FileFormat& format, const store::StoreReader& store,
                       const ExportFilter& filter, Changed changed, const ExportRequest& request,
                       const fs::path& folder) {
  FileSet files(folder, {}, format.durable);
  std::optional<std::uint64_t> changed_rows;
  if (changed) {
    const ChangeFeed feed(filter, *std::move(changed));
    feed_format(request).write(feed, request, files);
    changed_rows = rows_of(files);
  } else {
    format.write(filter, request, files);
  }
  if (format.durable == io::Durability::kLater) io::sync_files(folder);
  const std::vector<TableRowCount> counts = count_written_rows(filter, request, files);
  io::write_atomically(folder / "rejects.jsonl", make_export_rejects(store, filter, request));
  io::write_atomically(folder / "manifest.json",
                       make_export_manifest(store, filter, request, files, counts));
  ExportReport report = report_of(filter, counts);
  report.target = request.target;
  report.faults = static_cast<std::uint64_t>(
      std::ranges::count(files.notes(), std::string(kFaultListFile), &ExportNote::path));
  if (request.packages) {
    const auto& faults = request.packages->faults;
    report.packages = PackageCount{
        request.packages->packed_files.size(),
        static_cast<std::uint64_t>(std::ranges::count(faults, kNoPackage, &ArchivalFault::code))};
    for (const ArchivalFault& fault : faults) {
      if (fault.code == kSchemaInvalid)
        report.invalid_xml.push_back(fault.row + ": " + fault.detail);
    }
  }
  if (changed_rows) {
    report.changed_rows = *changed_rows;
    report.seq = store.seq();
  }
  return report;
}

void move_file(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::rename(from, to, error);
  if (error) throw make_write_error(to.string(), error.value());
}

/// Returns plans.xlsx.rejects.jsonl for plans.xlsx. The whole name is kept, so that plans.sqlite
/// has files of its own.
fs::path beside(const fs::path& target, std::string_view name) {
  return fs::path(target).concat(".").concat(name);
}

/// Refuses a target file, or a file beside it, that codau did not write.
void refuse_foreign(const FileFormat& format, const fs::path& target, bool force) {
  const fs::path manifest = beside(target, "manifest.json");
  const EarlierExport earlier(manifest);
  refuse_foreign_file(target, earlier, std::string(format.file), force);
  if (earlier.has_manifest()) return;
  refuse_foreign_file(manifest, earlier, "manifest.json", force);
  refuse_foreign_file(beside(target, "rejects.jsonl"), earlier, "rejects.jsonl", force);
}

/// Moves the single file of a format to its target, with its manifest and rejects beside it.
void keep_file(const FileFormat& format, const fs::path& folder, const fs::path& target) {
  const io::ScopedSignalBlock moving;
  move_file(folder / "rejects.jsonl", beside(target, "rejects.jsonl"));
  move_file(folder / "manifest.json", beside(target, "manifest.json"));
  move_file(folder / format.file, target);
  const fs::path parent = target.parent_path();
  io::sync_folder(parent.empty() ? "." : parent);
}

/// Adds the options that every format takes.
ExportFilterOptions asked_for(ExportFilterOptions options, const ExportRequest& request) {
  options.include_unreviewed = request.include_unreviewed;
  if (!request.selection.is_all()) {
    options.wants = [&picked = request.selection](const record::Row& document) {
      return picked.matches(document);
    };
  }
  return options;
}

ExportFilterOptions options_of(const FileFormat& format, const ExportRequest& request,
                               const store::StoreReader& store) {
  ExportFilterOptions options;
  if (format.limits != nullptr) options = format.limits(request, store);
  return asked_for(std::move(options), request);
}

/// Plans the packages; returns null for other formats. Precondition: `target` was checked, because
/// PDFs are cut beside it.
std::shared_ptr<const PackagePlan> packages_of(const ExportRequest& request,
                                               const store::StoreReader& store,
                                               const fs::path& target) {
  if (request.format != "sip" && request.format != "aip") return nullptr;
  const ArchivalForm form = request.format == "sip" ? ArchivalForm::kSip : ArchivalForm::kAip;
  PackageSettings settings{form, read_package_terms(request.archival_tables, form), nullptr,
                           request.version, request.epoch};
  if (!request.schemas.empty())
    settings.schemas = std::make_shared<const XmlSchemas>(request.schemas);
  return std::make_shared<const PackagePlan>(
      make_package_plan(std::move(settings),
                        make_archival_plan(request.archival_tables, request.metadata, store, form),
                        std::make_shared<PaperPdfFinder>(store, request.cut_pages, target), store,
                        asked_for({}, request)));
}

/// Throws Error{kUsage} for options that exclude each other.
void refuse_unfit(const ExportRequest& request) {
  if (!request.selection.is_all() && (request.since || request.mirror)) {
    throw Error(ErrorCode::kUsage,
                both("--since và --mirror là của toàn bộ dữ liệu, không đi cùng --doc, --from, "
                     "--until, --organ, --type, --status",
                     "--since and --mirror are about all documents: they do not go with --doc, "
                     "--from, --until, --organ, --type, --status"));
  }
  constexpr std::array<std::string_view, 4> kColumnSelectingFormats{"csv", "csv-excel", "jsonl",
                                                                    "xlsx-full"};
  const bool can_show =
      std::ranges::find(kColumnSelectingFormats, request.format) != kColumnSelectingFormats.end() &&
      !request.nested && !request.since;
  const bool is_for_people = request.format == "xlsx";
  if (is_for_people && (request.provenance || !request.columns.columns.empty())) {
    throw Error(ErrorCode::kUsage,
                both("bảng tính xlsx có sẵn các cột cần xem; --columns và --provenance dùng với "
                     "định dạng xlsx-full",
                     "the workbook xlsx has its own columns; --columns and --provenance go with "
                     "xlsx-full"));
  }
  if (!request.columns.is_all() && !can_show && !is_for_people) {
    throw Error(ErrorCode::kUsage,
                both("--columns, --due-from và --due-to chỉ dùng với định dạng csv, csv-excel, "
                     "jsonl (không có --nested) hoặc xlsx-full, không có --since; --due-from và "
                     "--due-to dùng được với cả xlsx",
                     "--columns, --due-from and --due-to go only with csv, csv-excel, jsonl "
                     "(without --nested) or xlsx-full, without --since; --due-from and --due-to "
                     "go with xlsx, too"));
  }
}

/// Adds the changes of each delivered table, and of other tables if rows were removed.
void add_changes(ExportReport& report, const PostgresReport& loaded) {
  const auto& targets = target_tables();
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const TableChanges& changes = loaded.tables.at(i);
    const auto found =
        std::ranges::find(report.tables, targets[i].name, &ExportReport::TableReport::name);
    if (found != report.tables.end()) {
      found->changes = changes;
    } else if (changes.removed > 0) {
      report.tables.push_back({std::string(targets[i].name), {}, changes});
    }
  }
}

/// Loads rows into a database. Writes manifest and rejects before the rows become visible.
ExportReport load_database(const FileFormat& format, const store::StoreReader& store,
                           const ExportRequest& request) {
  const std::string books =
      request.manifest_folder.empty() ? "" : (request.manifest_folder / format.name).string();
  PostgresRequest load{request.target,     request.office,
                       others_of(request), request.may_remove,
                       request.force,      options_of(format, request, store),
                       terms_of(request),  {}};
  load.before_commit = [&](const ExportFilter& filter) {
    if (books.empty()) return;
    io::write_atomically(books + ".rejects.jsonl", make_export_rejects(store, filter, request));
    const FileSet none({});
    io::write_atomically(books + ".manifest.json",
                         make_export_manifest(store, filter, request, none,
                                              count_written_rows(filter, request, none)));
  };
  const PostgresReport loaded = load_postgres(store, load);
  ExportReport report =
      report_of(*loaded.filter, count_written_rows(*loaded.filter, request, FileSet({})));
  report.target = loaded.database;
  report.replaced = loaded.replaced;
  add_changes(report, loaded);
  if (!books.empty() && !loaded.filter->withheld().empty())
    report.rejects = books + ".rejects.jsonl";
  return report;
}

/// Refuses to continue a feed with another choice of provenance. Unchanged documents are not sent
/// again, and would keep the earlier choice.
void refuse_other_feed(const fs::path& folder, const ExportRequest& request) {
  if (request.since.value_or(0) == 0) return;
  const EarlierExport earlier(folder / "manifest.json");
  if (earlier.format() != request.format || earlier.has_provenance() == request.provenance) return;
  refuse_overwrite(
      folder, request.provenance
                  ? both("lần xuất trước không có --provenance: lấy lại toàn bộ bằng --since 0",
                         "the export before was without --provenance: take everything again "
                         "with --since 0")
                  : both("lần xuất trước có --provenance: lấy lại toàn bộ bằng --since 0",
                         "the export before was with --provenance: take everything again with "
                         "--since 0"));
}

ExportReport write_files(const FileFormat& format, const store::StoreReader& store,
                         const ExportRequest& request) {
  const fs::path given = request.target;
  const bool one_file = has_extension(given, fs::path(format.file).extension().string()) ||
                        has_extension(given, format.other_extension);
  const fs::path target = resolve_links(given.has_filename() ? given : given.parent_path());
  if (one_file) refuse_foreign(format, target, request.force);
  refuse_other_feed(target, request);
  io::remove_stale_temp_files(target.parent_path() / ".");
  std::optional<io::TempFile> beside_file;
  std::optional<TargetFolder> folder;
  if (one_file) {
    beside_file.emplace(target, io::TempFile::Kind::kFolder);
  } else {
    folder.emplace(target, format.name, request.force);
  }
  ExportRequest planned = request;
  planned.packages = packages_of(request, store, target);
  Changed changed;
  ExportFilterOptions options = options_of(format, planned, store);
  if (request.since) {
    changed = find_changed_documents(store, *request.since);
    if (*request.since > 0) options.judged = find_documents_in_doubt(store);
    for (const auto& [doc_id, document] : *changed) {
      if (options.judged) options.judged->insert(doc_id);
    }
  }
  const ExportFilter filter(store, std::move(options));
  ExportReport report = write_all(format, store, filter, std::move(changed), planned,
                                  one_file ? beside_file->path() : folder->temp_folder());
  if (one_file) {
    refuse_foreign(format, target, request.force);  // the target may have appeared meanwhile
    keep_file(format, beside_file->path(), target);
    report.rejects = beside(target, "rejects.jsonl");
  } else {
    folder->commit();
    report.rejects = target / "rejects.jsonl";
  }
  if (filter.withheld().empty()) report.rejects.clear();
  return report;
}

}  // namespace

RowCount ExportReport::total() const {
  RowCount sum;
  for (const TableReport& table : tables) {
    sum.stored += table.rows.stored;
    sum.delivered += table.rows.delivered;
    sum.withheld += table.rows.withheld;
  }
  return sum;
}

std::vector<std::string_view> list_export_formats() {
  std::vector<std::string_view> names;
  for (const FileFormat& format : kFileFormats) names.push_back(format.name);
  std::ranges::sort(names);
  return names;
}

ExportReport export_records(const store::StoreReader& store, const ExportRequest& request) {
  const auto* const format = std::ranges::find(kFileFormats, request.format, &FileFormat::name);
  if (format == kFileFormats.end()) {
    throw Error(ErrorCode::kUsage,
                both("không có định dạng ", "no format is named ") + request.format);
  }
  refuse_unfit(request);
  check_selection(store, request.selection, request.columns);
  if (request.since) static_cast<void>(feed_format(request));
  if (is_database_target(request.target)) {  // do not repeat its name, it may hold a password
    if (request.format == "postgres") return load_database(*format, store, request);
    throw Error(ErrorCode::kUsage, both("đích là cơ sở dữ liệu, chỉ dùng với định dạng postgres",
                                        "a database is a target of postgres alone"));
  }
  return write_files(*format, store, request);
}

}  // namespace codau::exports
