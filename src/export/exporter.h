// export/exporter.h — exports the rows of a store to a target: files or a database. Terms:
// 1. A store is the output folder of `codau run`. An office owns a store, and is known by its name.
// 2. Delivered rows go to the target; withheld rows do not (export/delivery/export_filter.h).
// 3. In the formats for archives (ho-so, sip, aip), a paper is one document of the store. An
//    archival file (hồ sơ) is a set of papers. A package is a ZIP file with one archival file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/language.h"
#include "export/delivery/export_filter.h"
#include "export/delivery/selection.h"
#include "export/pdf/paper_pdf_finder.h"
#include "export/postgres/postgres_load.h"
#include "export/words/placed_page.h"
#include "store/store_reader.h"

namespace codau::exports {

struct PackagePlan;

/// The format, the target and the options of an export. The comment of an option begins with its
/// formats, unless all formats have the option. Other formats ignore the option, unless
/// export_records() refuses it.
struct ExportRequest {
  std::string format;  ///< one of list_export_formats()
  /// The place of the export: a folder, which is replaced. Exceptions: a path with the extension
  /// .xlsx (formats xlsx, xlsx-full), .sqlite or .db (sqlite) is a file. With postgres, a text that
  /// is_database_target() accepts is a database (postgres_connection.h).
  std::string target;
  /// Also deliver rows with an error that nobody has reviewed and accepted.
  bool include_unreviewed = false;
  /// csv, csv-excel, jsonl, opensearch, postgres, sqlite, xlsx-full: also deliver provenance, which
  /// tells how each value was read (export/delivery/row_source.h).
  bool provenance = false;
  bool nested = false;   ///< jsonl: write one line for each document.
  bool as_read = false;  ///< text: the text before restoration.
  /// If the target is a folder: also replace an export in another format, or an export whose files
  /// have changed. But a folder with other files of a user is never replaced. If the target is a
  /// file: also overwrite a file that codau did not write. If the target is a database: send all
  /// rows, even rows that the database already has.
  bool force = false;
  /// csv, jsonl without `nested`, opensearch: the number, from 1, of a change of the store. Exports
  /// only documents with later changes, and a list of the changes (export/delivery/change_feed.h).
  /// 0: exports all documents and the list. Nothing: exports all documents without the list.
  std::optional<std::int64_t> since = {};
  DocumentSelection selection = {};  ///< the chosen documents
  ColumnSelection columns = {};      ///< the chosen columns and due dates
  /// postgres: also remove the documents of this office that the database has and the store lacks.
  /// Documents that another office has, too, stay.
  bool mirror = false;
  /// With `mirror` and a database as target: permit this removal. If false, an export that would
  /// remove documents fails; the message names the organs that issued these documents.
  bool may_remove = false;
  std::filesystem::path store_folder = {};     ///< xlsx: the store; cells link to its PDFs
  std::filesystem::path archival_tables = {};  ///< ho-so, sip, aip: the folder data/archival
  /// ho-so, sip, aip: assigns papers to archival files (archival_plan.h). Empty: delivers no paper.
  std::filesystem::path metadata = {};
  /// sip, aip: folder of XSD schemas for all XML (xml_schemas.h). Empty: nothing is validated.
  std::filesystem::path schemas = {};
  /// sip, aip: a time that replaces every time in the packages, in seconds since 1970.
  std::optional<std::int64_t> epoch = {};
  /// Leave empty: export_records() sets this member in its own copy of the request.
  std::shared_ptr<const PackagePlan> packages = {};
  /// ho-so, sip, aip: cuts the pages of a paper out of a scan of several papers. Empty: such papers
  /// have no PDF.
  PdfCutter cut_pages = {};
  /// alto, hocr: returns the words of a document with their boxes; must not be empty.
  PageLookup pages_of = {};
  Language language = Language::kVietnamese;  ///< xlsx: of titles, comments and names of codes
  std::string office;   ///< postgres: the office that owns the store (PostgresRequest::office)
  std::string version;  ///< version of the program
  /// A database as target: the folder for postgres.manifest.json and postgres.rejects.jsonl. Empty:
  /// these files are not written.
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
  /// The target as requested; for a database its name, host and port, without a password.
  std::string target;
  /// Path of rejects.jsonl, the withheld rows. Empty if there are none, or it was not written.
  std::filesystem::path rejects;
  std::optional<std::int64_t> seq = {};  ///< with `since`: the value of `since` for the next export
  std::uint64_t changed_rows = 0;        ///< with `since`: number of rows written
  /// ho-so, sip, aip: number of faults in the list of faults (export/archive/fault_list.h).
  std::uint64_t faults = 0;
  /// sip, aip: one text for each XML file that violates its schema. It has the code of the archival
  /// file, the XML file, line, element and cause.
  std::vector<std::string> invalid_xml = {};
  std::optional<PackageCount> packages = {};  ///< sip, aip
  /// postgres: other offices whose rows this load replaced (PostgresReport::replaced).
  std::vector<OfficeDocumentCount> replaced = {};
  /// Whether all rows were delivered, except rows that a person rejected and rows that depend on
  /// these.
  bool is_complete = true;
  /// Returns the sums over all tables.
  [[nodiscard]] RowCount total() const;
};

/// Returns the names of the formats, sorted. They are:
/// 1. csv, csv-excel (CSV as Excel opens it), jsonl: a text file for each table;
/// 2. sqlite: a database file. postgres: a database, or files that psql loads (postgres_load.h);
/// 3. xlsx: a workbook for people, with tasks, due days and documents. xlsx-full: all tables;
/// 4. opensearch: requests that load the rows into OpenSearch. json: a file of rows per document;
/// 5. text: the text of each document. changes: the changes made to each text;
/// 6. alto, hocr: the words of pages with their boxes, in formats of OCR programs;
/// 7. ho-so: PDFs and a workbook of their metadata. sip, aip: packages.
[[nodiscard]] std::vector<std::string_view> list_export_formats();
/// Exports rows in the requested format, and reads the result back. The target changes only when
/// the new export is complete (for exceptions see TargetFolder). Throws Error{kUsage} for:
/// 1. an unknown format, or a database as target of another format than postgres;
/// 2. `selection` together with `since` or `mirror`, or `provenance` with xlsx;
/// 3. `columns` with another format than csv, csv-excel, jsonl and xlsx-full, or with `nested` or
///    `since`. Exception: xlsx takes columns.due_from and columns.due_to;
/// 4. `since` with another format than csv, jsonl and opensearch, or with `nested`;
/// 5. mistakes in `selection` or `columns` (export/delivery/selection.h), or a `since` that the
///    store does not know (export/delivery/change_feed.h);
/// 6. `since` above 0, if the earlier export in the target folder had another value of
///    `provenance`;
/// 7. a target that may not be overwritten (export/target/target_guard.h, target_folder.h);
/// 8. mistakes in `metadata` (export/archive/archival_plan.h) or `schemas`
///    (export/archive/xml_schemas.h);
/// 9. `mirror` without `may_remove`, if documents would be removed from a database.
/// Throws other errors:
/// 1. Error{kOutput}: a file cannot be written, or has other bytes when read back;
/// 2. Error{kInput}: a file cannot be read;
/// 3. Error{kTarget}: a database cannot be reached, refuses, or has other rows than were sent;
/// 4. Error{kModel}: a table in the folder `archival_tables` is missing or malformed.
[[nodiscard]] ExportReport export_records(const store::StoreReader& store,
                                          const ExportRequest& request);

}  // namespace codau::exports
