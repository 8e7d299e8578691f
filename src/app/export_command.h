// app/export_command.h — `codau export`: converts the records of an output (a folder that
// `codau run` wrote) to another format, or loads them into a database.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/language.h"

namespace CLI {
class App;
}

namespace codau::app {

/// The options of `codau export`, with their defaults. Parsing refuses a value outside the list or
/// range that a comment states; run() checks the rest. An empty member means that the option is not
/// given. Dates are YYYY, YYYY-MM or YYYY-MM-DD. The command line is `codau export OUT FORMAT`,
/// with options after it. Three formats are deliveries to an archive:
/// 1. ho-so: PDFs, and a workbook that describes them (export/archive/archival_files.h);
/// 2. sip and aip: submission or archival information packages (export/archive/package_files.h).
struct ExportCommand {
  std::string out;  ///< OUT: folder of the output; required
  /// FORMAT: one of list_export_formats() of export/exporter.h. Required, unless `to` has the
  /// format.
  std::string format;
  /// --to: the former spelling of `format` and `until`, still accepted. One format, one date, or
  /// both, in any order.
  std::vector<std::string> to;
  std::string target;  ///< -o: file, folder or database URI; empty: OUT/exports/FORMAT
  /// --force: also overwrite an export that somebody changed, or a file that codau did not write.
  bool force = false;
  /// --format: "text" or "json", the form of the printed report. The format of the export is
  /// `format` instead.
  std::string report = "text";
  bool quiet = false;  ///< --quiet: no text report, no summary and no notes; a JSON report remains

  // Choice of documents. A document is exported if it fits every given option.
  std::vector<std::string> documents;  ///< --doc: ids (doc_id)
  std::string from, until;  ///< --from, --until: only documents issued from, up to this day
  std::string type;         ///< --type: code of the document type, such as KH
  std::string status;  ///< --status: review status, one of "ok", "review", "accepted", "rejected"
  /// --organ: part of the name of the issuing organ, with or without diacritics.
  std::optional<std::string> organ = {};
  /// --since: the number of a change, 0 to 1,000,000,000,000. The changes of the records are
  /// numbered (history.db). Only documents that changed after this change are exported; 0: all
  /// documents. An export with --since prints the number to give to the next export. Only for csv,
  /// jsonl, opensearch.
  std::optional<std::int64_t> since = {};

  // Choice of rows and columns.
  /// --include-unreviewed: also rows with errors that nobody has reviewed and accepted.
  bool include_unreviewed = false;
  /// --provenance: also export how each value was read: the text as read, the place on the page,
  /// the confidence. ExportRequest::provenance (export/exporter.h) lists the formats.
  bool provenance = false;
  /// --nested: write one line for each document, which contains its tasks. Only jsonl.
  bool nested = false;
  /// --as-read: the text as it was read, before restoration. Only text.
  bool as_read = false;
  /// --columns: only these columns, as TABLE.COLUMN, or COLUMN for a column of table plan_tasks.
  std::vector<std::string> columns;
  /// --due-from, --due-to: only rows of table due_dates from the first to the last of these days.
  std::string due_from, due_to;

  // Options of some formats.
  /// --mirror: remove documents of `office` from the database if the output lacks them. Documents
  /// that another office has, too, stay. Only postgres.
  bool mirror = false;
  /// --yes: permit the removal by `mirror`. Without `yes`, run() throws if `mirror` would remove a
  /// document; the message names the organs that issued such documents.
  bool yes = false;
  std::string office;  ///< --office: name of the office that owns the output; only postgres
  /// --metadata: CSV file that assigns each document to an archival file (hồ sơ, a set of
  /// documents). Only ho-so, sip, aip.
  std::string metadata;
  std::string schemas;  ///< --schemas: folder of XSD files that validate the XML; only sip, aip
};

/// Adds the options of the command to `app`, with help texts in `language`. Parsing `app` then
/// fills `command`, which must outlive the parsing.
void add_options(CLI::App& app, ExportCommand& command, Language language);

/// Exports. Prints a report to standard output, and a summary to standard error. Returns 3 in these
/// cases, else 0:
/// 1. The export leaves out a row that fits the choice of documents, columns and dates. Exceptions
///    are rows that a person rejected, and rows that depend on a rejected row.
/// 2. Archival data have faults, such as a missing field (ho-so, sip, aip). The export lists them
///    (export/archive/fault_list.h).
/// Throws:
/// 1. Error{kUsage}: options do not go together, a value is invalid, or the target may not be
///    overwritten.
/// 2. Error{kNothingRead}: `out` has no codau.db that can be read.
/// 3. Error{kOutput}: a file or standard output cannot be written; io::BrokenPipe: the reader of
///    standard output has gone.
/// 4. Error{kTarget}: a database cannot be reached or refuses the rows.
/// 5. Error{kModel}: the installation lacks the tables for archives (ho-so, sip, aip).
[[nodiscard]] int run(const ExportCommand& command, Language language);

}  // namespace codau::app
