// export/exporter.h — exports the store to a target, completely or not at all.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "export/delivery/delivery.h"
#include "export/delivery/selection.h"
#include "export/pdf/paper_pdfs.h"
#include "export/postgres/postgres_load.h"
#include "export/words/placed_page.h"
#include "store/reader.h"

namespace codau::exports {

struct PackagePlan;
struct ExportRequest {
  std::string format;  ///< one of export_formats()
  std::string target;  ///< a file, a folder or a database, depending on the format
  bool include_unreviewed = false;
  bool provenance = false;  ///< also how each value was read (is_provenance() of row_source.h)
  bool nested = false;      ///< jsonl: one line for each document
  /// Overwrite a changed export, or a single file that codau did not write. A database: send all.
  bool force = false;
  /// csv, jsonl, opensearch: deliver only documents that changed after this number
  /// (export/delivery/change_feed.h).
  std::optional<std::int64_t> since = {};
  Selection selection = {};  ///< not together with `since` or `mirror`
  Shown shown = {};          ///< csv, csv-excel, xlsx, jsonl without `nested`; no `since`
  /// postgres: `mirror` removes documents that the store lacks. A load into a database reports
  /// first whose documents they are, and removes them only with `yes`.
  bool mirror = false, yes = false;
  /// ho-so, sip, aip: the folder of the store, the field tables (export/archive/archival_fields.h),
  /// and the metadata of the papers (export/archive/archival_plan.h). The metadata are empty if
  /// nobody gives any.
  std::filesystem::path output = {}, archival = {}, metadata = {};
  /// sip, aip: the XSDs that validate all XML (export/archive/xml_schemas.h), empty for none. The
  /// epoch replaces every time, in seconds since 1970. The plan of packages is made by
  /// export_records() itself.
  std::filesystem::path schemas = {};
  std::optional<std::int64_t> epoch = {};
  std::shared_ptr<const PackagePlan> packages = {};
  CutPages cut = {};      ///< ho-so, sip, aip: cuts a paper out of a scan of several papers
  PagesOf pages_of = {};  ///< alto, hocr: words of the output, not all in the store
  std::string office;     ///< postgres: the office whose output it is (postgres_load.h)
  std::string version;    ///< of the program, for the manifest
  /// Folder for manifest and rejects (<format>.manifest.json) if the target is a database. Empty:
  /// they are not written.
  std::filesystem::path books;
};
/// Number of packages made, and of planned files without a package.
struct PackageCount {
  std::uint64_t made = 0, without = 0;
};
struct ExportReport {
  struct Table {
    std::string name;
    RowCount rows;
    std::optional<Changes> changes = {};
  };
  std::vector<Table> tables;             ///< parents first
  std::string target;                    ///< where the rows are now, without a password
  std::filesystem::path rejects;         ///< the list of rows kept back; empty if none are
  std::optional<std::int64_t> seq = {};  ///< with `since`: the number to give to the next call
  std::uint64_t changed_rows = 0;        ///< with `since`: rows written
  std::uint64_t faults = 0;             ///< ho-so, sip, aip: number of faults in the list of faults
  std::vector<std::string> unfit = {};  ///< sip, aip: XML that violates a schema, and why
  std::optional<PackageCount> packages = {};  ///< sip, aip
  std::vector<HeldToo> replaced = {};         ///< postgres: PostgresReport
  bool complete = true;  ///< all rows are delivered, except rows that a person rejected
  [[nodiscard]] RowCount all() const;
};

/// Returns the names of the formats, sorted.
[[nodiscard]] std::vector<std::string_view> export_formats();

/// Writes the delivered rows (export/delivery/delivery.h) in the format, and reads the files back.
/// The target stays as it was until the new one is complete. Throws:
/// 1. Error{kUsage} for an option that the format does not take;
/// 2. Error{kUsage} for a mistake that refuse_mistakes() finds (export/delivery/selection.h);
/// 3. Error{kUsage} for a target that may not be overwritten (export/target/target_guard.h);
/// 4. Error{kOutput} if a file cannot be written;
/// 5. Error{kTarget} if a database cannot be reached or refuses;
/// 6. Error{kOutput} (EXPORT_MISMATCH) if a file read back has other bytes than were written;
/// 7. Error{kTarget} (EXPORT_MISMATCH) if a database has other rows than were sent.
[[nodiscard]] ExportReport export_records(const store::Reader& store, const ExportRequest& request);

}  // namespace codau::exports
