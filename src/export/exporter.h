// export/exporter.h — an export from the store to its target, whole or not at all.
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
  std::string target;  ///< a file, a folder or a database, as the format takes it
  bool include_unreviewed = false;
  bool provenance = false;  ///< how each value was read, too (is_provenance() of row_source.h)
  bool nested = false;      ///< jsonl: a line a document
  bool force = false;       ///< what somebody changed, or wrote as a file, is written over
  /// csv, jsonl, opensearch: only what has changed behind this number
  /// (export/delivery/change_feed.h).
  std::optional<std::int64_t> since = {};
  Selection selection = {};  ///< all but with `since` and `mirror`
  Shown shown = {};          ///< csv, csv-excel, jsonl without `nested`, xlsx
  /// postgres: documents that the store does not have are removed; a database says first whose
  /// they are, and removes them with `yes`.
  bool mirror = false, yes = false;
  /// ho-so, sip, aip: the folder of the store; the tables of fields
  /// (export/archive/archival_fields.h); and what people say of the papers
  /// (export/archive/archival_plan.h), empty for nothing.
  std::filesystem::path output = {}, archival = {}, metadata = {};
  /// sip, aip: XSDs by which all XML is judged (export/archive/xml_schemas.h), empty for none;
  /// seconds since 1970 that stand for every time; and which files go, as export_records() itself
  /// finds it.
  std::filesystem::path schemas = {};
  std::optional<std::int64_t> epoch = {};
  std::shared_ptr<const PackagePlan> packages = {};
  CutPages cut = {};      ///< ho-so, sip, aip: how a paper leaves a scan of several
  PagesOf pages_of = {};  ///< alto, hocr: words of the output, which is not all in the store
  std::string office;     ///< postgres: whose output it is (postgres_load.h)
  std::string version;    ///< of the program, for the manifest
  /// Where manifest and rejects go when the target is a database: <format>.manifest.json. Empty:
  /// nowhere.
  std::filesystem::path books;
};
/// Packages that were made, and files of an archive that have none.
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
  std::filesystem::path rejects;         ///< the list of rows kept back; empty when none are
  std::optional<std::int64_t> seq = {};  ///< with `since`: what the next call has to give
  std::uint64_t changed_rows = 0;        ///< with `since`: rows that were written
  std::uint64_t faults = 0;  ///< ho-so, sip, aip: what is missing or wrong, as its list tells
  std::vector<std::string> unfit = {};        ///< sip, aip: XML that the schemas refuse, and why
  std::optional<PackageCount> packages = {};  ///< sip, aip
  std::vector<HeldToo> replaced = {};         ///< postgres: PostgresReport
  bool complete = true;  ///< nothing stays behind but what a person has rejected
  [[nodiscard]] RowCount all() const;
};

/// The names of the formats, sorted.
[[nodiscard]] std::vector<std::string_view> export_formats();

/// Writes the rows that the rules of export/delivery/delivery.h let go, in the format, and reads
/// back what it wrote. The target is as it was until the new one is whole. Throws Error: kUsage for
/// options that the format does not take, for what refuse_mistakes() (export/delivery/selection.h)
/// tells, and for a target that is not to be written over (export/target/target_guard.h); kOutput
/// when a file cannot be written; kTarget when a database cannot be reached or refuses; kInternal
/// (EXPORT_MISMATCH) when what is read back is not what was written.
[[nodiscard]] ExportReport export_records(const store::Reader& store, const ExportRequest& request);

}  // namespace codau::exports
