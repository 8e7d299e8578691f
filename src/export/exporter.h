// export/exporter.h — exports the rows of a store to a target: files or a database. A store is the
// output folder of `codau run`. Rows that go to the target are delivered. All other rows are
// withheld, for example because of an error that nobody has reviewed
// (export/delivery/export_filter.h). Formats for archives (ho-so, sip, aip) have papers and
// archival files. A paper is one document of the store. An archival file (hồ sơ) is a set of
// papers.
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
  /// 3. all other targets of these formats, and all other formats: a folder, which is replaced.
  std::string target;
  /// Also deliver rows with an error that nobody has reviewed and accepted.
  bool include_unreviewed = false;
  /// csv, csv-excel, jsonl, opensearch, postgres, sqlite, xlsx: also deliver provenance, which
  /// tells how each value was read (export/delivery/row_source.h).
  bool provenance = false;
  /// jsonl: write one line for each document (export/tabular/nested_jsonl.h).
  bool nested = false;
  /// Also overwrite an export of another format, a changed export, or a single file that codau did
  /// not write. A folder with files of a user is never replaced. For a database: send all rows,
  /// even rows that the database has.
  bool force = false;
  /// csv, jsonl without `nested`, opensearch: export only documents that changed after the change
  /// with this number, and a list of changes (export/delivery/change_feed.h). The store numbers its
  /// changes from 1. 0: all documents and the list. Nothing: all documents without the list.
  std::optional<std::int64_t> since = {};
  DocumentSelection selection = {};  ///< the chosen documents
  ColumnSelection columns = {};      ///< the chosen columns and due dates
  /// postgres: also remove from the database the documents that only this office has and that the
  /// store lacks.
  bool mirror = false;
  /// With `mirror` and a database as target: permit the removal. If false, an export that would
  /// remove documents fails; its message tells which organs issued them.
  bool may_remove = false;
  std::filesystem::path store_folder = {};     ///< ho-so, sip, aip: the folder of the store
  std::filesystem::path archival_tables = {};  ///< ho-so, sip, aip: the folder data/archival
  /// ho-so, sip, aip: the file that assigns papers to archival files
  /// (export/archive/archival_plan.h). Empty: no paper has an archival file or is delivered.
  std::filesystem::path metadata = {};
  /// sip, aip: the folder of XSD schemas that validate all XML (export/archive/xml_schemas.h).
  /// Empty: nothing is validated.
  std::filesystem::path schemas = {};
  /// sip, aip: a time that replaces every time in the packages, in seconds since 1970.
  std::optional<std::int64_t> epoch = {};
  /// Leave empty. export_records() keeps its plan of the packages here, in a copy of the request.
  std::shared_ptr<const PackagePlan> packages = {};
  /// ho-so, sip, aip: cuts the pages of a paper out of a scan of several papers. Empty: the PDFs of
  /// such papers are missing.
  PdfCutter cut_pages = {};
  /// Returns the words of a document with their boxes. alto and hocr need it.
  PageLookup pages_of = {};
  std::string office;   ///< postgres: the office that owns the store (PostgresRequest::office)
  std::string version;  ///< of the program
  /// A database: the folder for <format>.manifest.json and <format>.rejects.jsonl. Empty: the two
  /// files are not written.
  std::filesystem::path manifest_folder;
};
/// The numbers of archival files with and without a package.
struct PackageCount {
  std::uint64_t made = 0;     ///< packages
  std::uint64_t without = 0;  ///< archival files that have no package because of faults
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
  /// The written list of withheld rows (rejects.jsonl); empty without withheld rows or list.
  std::filesystem::path rejects;
  std::optional<std::int64_t> seq = {};  ///< with `since`: the value of `since` for the next export
  std::uint64_t changed_rows = 0;        ///< with `since`: number of rows written
  /// ho-so, sip, aip: number of faults in the list of faults (export/archive/fault_list.h).
  std::uint64_t faults = 0;
  /// sip, aip: one text for each XML file that violates its schema: code of the archival file, XML
  /// file, line, element and cause.
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

/// Exports rows in the requested format, and reads the result back. The target changes only when
/// the new export is complete; export/target/target_folder.h states the limits for folders. Throws
/// Error{kUsage} for:
/// 1. an unknown format, or a database target with another format than postgres;
/// 2. `selection` together with `since` or `mirror`;
/// 3. `columns` with another format than csv, csv-excel, jsonl and xlsx, or with `nested` or
///    `since`;
/// 4. `since` with another format than csv, jsonl and opensearch, or with `nested`;
/// 5. mistakes in `selection` or `columns` (export/delivery/selection.h), or a `since` that the
///    store does not know (export/delivery/change_feed.h);
/// 6. `since` above 0 with another `provenance` than the earlier export in the target folder;
/// 7. a target that may not be overwritten (export/target/target_guard.h, target_folder.h);
/// 8. mistakes in `metadata` (export/archive/archival_plan.h) or `schemas`
///    (export/archive/xml_schemas.h);
/// 9. `mirror` without `may_remove`, if documents would be removed from a database.
/// Throws other errors:
/// 1. Error{kOutput}: a file cannot be written, or has other bytes when read back
///    (EXPORT_MISMATCH);
/// 2. Error{kTarget}: a database cannot be reached, refuses, or has other rows than were sent
///    (EXPORT_MISMATCH);
/// 3. Error{kModel}: a table in the folder `archival_tables` is missing or malformed.
[[nodiscard]] ExportReport export_records(const store::StoreReader& store,
                                          const ExportRequest& request);

}  // namespace codau::exports
