// export/exporter.h — exports a store to a target: files or a database. The words delivered and
// kept back are explained in export/delivery/export_filter.h. A paper is a document of an archive,
// and an archival file (hồ sơ) is a set of papers that are kept together.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "export/delivery/export_filter.h"
#include "export/delivery/selection.h"
#include "export/pdf/paper_pdf_finder.h"
#include "export/postgres/postgres_load.h"
#include "export/words/placed_page.h"
#include "store/store_reader.h"

namespace codau::exports {

struct PackagePlan;

/// The format, the target and the options of an export. A format ignores options that are not for
/// it, except where export_records() refuses them.
struct ExportRequest {
  std::string format;  ///< one of list_export_formats()
  /// The place of the export:
  /// 1. xlsx: a file with the extension .xlsx; sqlite: a file with .sqlite or .db;
  /// 2. postgres: a database (is_database_target() in export/postgres/postgres_connection.h);
  /// 3. otherwise, and for all other formats: a folder, which the export replaces.
  std::string target;
  /// Also deliver rows with an error that nobody has reviewed and accepted.
  bool include_unreviewed = false;
  /// csv, csv-excel, jsonl, opensearch, postgres, sqlite, xlsx: also deliver provenance, which
  /// tells how each value was read (export/delivery/row_source.h).
  bool provenance = false;
  bool nested = false;  ///< jsonl: one line for each document (export/tabular/nested_jsonl.h)
  /// Files: overwrite an export of another format, a changed export, or a single file that is not
  /// codau's. Foreign files in a folder are never overwritten. A database: send all rows, even rows
  /// that the database has.
  bool force = false;
  /// csv, jsonl without `nested`, opensearch: export only the documents that changed after the
  /// change with this number, and a list of changes (export/delivery/change_feed.h). 0: all
  /// documents and the list. Nothing: all documents without the list.
  std::optional<std::int64_t> since = {};
  DocumentSelection selection = {};  ///< the chosen documents
  ColumnSelection columns = {};      ///< the chosen columns and due dates
  /// postgres: also remove the documents that the store lacks (ForeignDocuments::kRemove).
  bool mirror = false;
  /// With `mirror`, into a database: really remove them. Without `yes`, an export that would remove
  /// documents fails, and its message tells which organs issued them.
  bool yes = false;
  std::filesystem::path output = {};    ///< ho-so, sip, aip: the folder of the store
  std::filesystem::path archival = {};  ///< ho-so, sip, aip: the folder data/archival
  /// ho-so, sip, aip: the file that assigns papers to archival files
  /// (export/archive/archival_plan.h). Empty: no paper has an archival file, and none is delivered.
  std::filesystem::path metadata = {};
  /// sip, aip: the folder of XSD schemas that validate all XML (export/archive/xml_schemas.h).
  /// Empty: nothing is validated.
  std::filesystem::path schemas = {};
  /// sip, aip: replaces every time in the packages; seconds since 1970.
  std::optional<std::int64_t> epoch = {};
  /// Leave empty. export_records() works on a copy of the request, and keeps its plan here.
  std::shared_ptr<const PackagePlan> packages = {};
  /// ho-so, sip, aip: cuts the pages of a paper out of a scan of several papers. Empty: the PDFs of
  /// such papers are missing.
  PdfCutter cut_pages = {};
  /// Returns the words of a document with their boxes. alto and hocr need it.
  PageLookup pages_of = {};
  std::string office;   ///< postgres: the office that owns the store (PostgresRequest::office)
  std::string version;  ///< of the program, for the manifest
  /// A database: the folder for <format>.manifest.json and <format>.rejects.jsonl. Empty: the two
  /// files are not written.
  std::filesystem::path manifest_folder;
};
/// The numbers of archival files with and without a package.
struct PackageCount {
  std::uint64_t made = 0;     ///< packages
  std::uint64_t without = 0;  ///< archival files of the metadata that have no package
};
/// The result of an export.
struct ExportReport {
  /// The numbers of rows of one table.
  struct TableReport {
    std::string name;
    RowCount rows;
    std::optional<TableChanges> changes = {};  ///< only after a load into a database
  };
  std::vector<TableReport> tables;  ///< parents first
  /// The target; for a database its name, host and port, without a password.
  std::string target;
  /// The file that lists the rows kept back; empty if there is no such file or no such row.
  std::filesystem::path rejects;
  std::optional<std::int64_t> seq = {};  ///< with `since`: the number for the next call
  std::uint64_t changed_rows = 0;        ///< with `since`: number of rows written
  /// ho-so, sip, aip: number of faults in the list of faults (export/archive/fault_list.h).
  std::uint64_t faults = 0;
  /// sip, aip: one text for each XML file that violates its schema: archival file, XML file, line,
  /// element and cause.
  std::vector<std::string> invalid_xml = {};
  std::optional<PackageCount> packages = {};  ///< sip, aip
  /// postgres: other offices whose rows this load replaced (PostgresReport::replaced).
  std::vector<OfficeDocumentCount> replaced = {};
  /// All rows were delivered, except rows that a person rejected and rows that depend on these.
  bool is_complete = true;
  /// Returns the sums over all tables.
  [[nodiscard]] RowCount total() const;
};

/// Returns the names of the formats, sorted.
[[nodiscard]] std::vector<std::string_view> list_export_formats();

/// Exports the delivered rows in the requested format, and reads the result back. The target
/// changes only when the new export is complete; for a folder, TargetFolder
/// (export/target/target_folder.h) states the limits. Throws Error{kUsage} for:
/// 1. an unknown format, or a database target with another format than postgres;
/// 2. `selection` together with `since` or `mirror`;
/// 3. `columns` with another format than csv, csv-excel, jsonl and xlsx, or with `nested` or
///    `since`;
/// 4. `since` with another format than csv, jsonl and opensearch, or with `nested`;
/// 5. mistakes in `selection`, `columns` or `since` (selection.h, change_feed.h in
///    export/delivery);
/// 6. `since` above 0 with another `provenance` than the earlier export in the target folder;
/// 7. a target that may not be overwritten (export/target/target_guard.h, target_folder.h);
/// 8. mistakes in `metadata` (make_archival_plan()) or `schemas` (XmlSchemas);
/// 9. `mirror` without `yes`, if documents would be removed from a database.
/// Throws other errors:
/// 1. Error{kOutput}: a file cannot be written, or has other bytes when read back
///    (EXPORT_MISMATCH);
/// 2. Error{kTarget}: a database cannot be reached, refuses, or has other rows than were sent
///    (EXPORT_MISMATCH);
/// 3. Error{kModel}: a table of `archival` is missing or malformed.
[[nodiscard]] ExportReport export_records(const store::StoreReader& store,
                                          const ExportRequest& request);

}  // namespace codau::exports
