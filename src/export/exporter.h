// export/exporter.h — exports the store to a target, completely or not at all.
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
/// The format, the target and the options of an export.
struct ExportRequest {
  std::string format;  ///< one of list_export_formats()
  std::string target;  ///< a file, a folder or a database, depending on the format
  /// Also export rows with an error that nobody has reviewed and accepted.
  bool include_unreviewed = false;
  /// Also export provenance: how each value was read (export/delivery/row_source.h).
  bool provenance = false;
  bool nested = false;  ///< jsonl: one line for each document
  /// Overwrite a changed export, or a single file that codau did not write. For a database: send
  /// all rows, even rows that the database has.
  bool force = false;
  /// csv, jsonl without `nested`, opensearch: export only documents that changed after this number
  /// (export/delivery/change_feed.h).
  std::optional<std::int64_t> since = {};
  DocumentSelection selection =
      {};  ///< the chosen documents; not together with `since` or `mirror`
  /// The chosen columns and due dates: csv, csv-excel, xlsx, jsonl without `nested`. Not together
  /// with `since`.
  ColumnSelection columns = {};
  /// postgres: `mirror` also removes documents that the store lacks. A load into a database removes
  /// them only with `yes`. Without `yes`, the load reports whose documents would go.
  bool mirror = false, yes = false;
  /// ho-so, sip, aip:
  /// 1. `output`: the folder of the store;
  /// 2. `archival`: the folder of the field tables (export/archive/archival_fields.h);
  /// 3. `metadata`: the file with metadata of the papers (export/archive/archival_plan.h); empty if
  ///    the user gives none.
  std::filesystem::path output = {}, archival = {}, metadata = {};
  /// sip, aip: the folder of XSD schemas that validate all XML (export/archive/xml_schemas.h).
  /// Empty: nothing is validated.
  std::filesystem::path schemas = {};
  /// sip, aip: replaces every time in the packages; in seconds since 1970.
  std::optional<std::int64_t> epoch = {};
  /// sip, aip: the plan of the packages. export_records() makes the plan; callers leave this member
  /// empty.
  std::shared_ptr<const PackagePlan> packages = {};
  /// ho-so, sip, aip: cuts the pages of a paper out of a scan of several papers.
  PdfCutter cut_pages = {};
  /// alto, hocr: returns the words of a document with their boxes.
  PageLookup pages_of = {};
  /// postgres: the office that owns the store (export/postgres/postgres_load.h).
  std::string office;
  std::string version;  ///< of the program, for the manifest
  /// The folder for <format>.manifest.json and <format>.rejects.jsonl if the target is a database.
  /// Empty: the two files are not written.
  std::filesystem::path manifest_folder;
};
/// The result of packing archival files. An archival file (hồ sơ) is a set of papers that are kept
/// together.
struct PackageCount {
  /// `made`: number of packages. `without`: number of planned archival files without a package.
  std::uint64_t made = 0, without = 0;
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
  std::string target;               ///< Place of the exported rows, without a password.
  /// The file that lists the rows kept back; empty if no such file was written or no row was kept
  /// back.
  std::filesystem::path rejects;
  std::optional<std::int64_t> seq = {};  ///< with `since`: the number to give to the next call
  std::uint64_t changed_rows = 0;        ///< with `since`: number of rows written
  /// Number of faults in the list of faults (export/archive/fault_list.h): ho-so, sip, aip.
  std::uint64_t faults = 0;
  std::vector<std::string> invalid_xml = {};  ///< sip, aip: XML that violates a schema, and why
  std::optional<PackageCount> packages = {};  ///< only for sip, aip.
  /// Other offices whose different rows a load into PostgreSQL replaced (PostgresReport).
  std::vector<OfficeDocumentCount> replaced = {};
  /// All rows were delivered, except rows that a person rejected and rows that depend on rejected
  /// rows.
  bool is_complete = true;
  /// Returns the sums over all tables.
  [[nodiscard]] RowCount total() const;
};

/// Returns the names of the formats, sorted.
[[nodiscard]] std::vector<std::string_view> list_export_formats();

/// Exports the delivered rows (export/delivery/export_filter.h) in the requested format. Reads the
/// written files back. The target stays as it was until the new export is complete. Throws:
/// 1. Error{kUsage} for an unknown format, or an option that the format does not take;
/// 2. Error{kUsage} for a mistake that check_selection() finds (export/delivery/selection.h);
/// 3. Error{kUsage} for a target that may not be overwritten (export/target/target_guard.h);
/// 4. Error{kOutput} if a file cannot be written;
/// 5. Error{kTarget} if a database cannot be reached or refuses;
/// 6. Error{kOutput} (EXPORT_MISMATCH) if a file read back has other bytes than were written;
/// 7. Error{kTarget} (EXPORT_MISMATCH) if a database has other rows than were sent.
[[nodiscard]] ExportReport export_records(const store::StoreReader& store,
                                          const ExportRequest& request);

}  // namespace codau::exports
