// app/export_command.h — `codau export`: converts the records of an output (a folder that
// `codau run` wrote) to another format, or loads them into a database.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/language.h"

namespace CLI {
class App;
}

namespace codau::app {

/// The options of `codau export`, with their defaults. Parsing refuses values outside a stated
/// list or range; run() checks the rest. Dates are YYYY, YYYY-MM or YYYY-MM-DD. Empty: the option
/// is not given.
struct ExportCommand {
  std::string out;  ///< folder of the output; required
  /// --to: one format (exports::list_export_formats()) and at most one date, in any order. With the
  /// date, only documents issued up to this day are exported. Required.
  std::vector<std::string> to;
  std::string target;  ///< --target: file, folder or database URI; empty: OUT/exports/FORMAT
  bool force = false;  ///< --force: overwrite a file that is changed or not from codau
  std::string report = "text";  ///< --format: form of the report, one of "text", "json"
  bool quiet = false;           ///< --quiet: no text report, no summary and no notes

  // Documents: one is exported if it fits every given option.
  std::vector<std::string> documents;  ///< --doc: ids (doc_id)
  std::string from;                    ///< --from: first day of issue
  std::string type;                    ///< --type: code of the document type, such as KH
  std::string status;  ///< --status: review status, one of "ok", "review", "accepted", "rejected"
  /// --organ: part of the name of the issuing organ, with or without diacritics.
  std::optional<std::string> organ = {};
  /// --since: only documents changed after this number, 0 to 1,000,000,000,000. Only for
  /// csv, jsonl, opensearch. The summary of the last such export names the number.
  std::optional<std::int64_t> since = {};

  // Rows and columns.
  bool include_unreviewed = false;   ///< --include-unreviewed: also rows with unreviewed errors
  bool provenance = false;           ///< --provenance: also how each value was read
  bool nested = false;               ///< --nested: one line a document, tasks inside; only jsonl
  std::vector<std::string> columns;  ///< --columns: TABLE.COLUMN, or COLUMN of plan_tasks
  std::string due_from, due_to;  ///< --due-from, --due-to: first and last day in table due_dates

  // Options of some formats.
  bool mirror = false;   ///< --mirror: remove documents that the output lacks; only postgres
  bool yes = false;      ///< --yes: with `mirror`, really remove them; else run() only names them
  std::string office;    ///< --office: name of the office that owns the output; only postgres
  std::string metadata;  ///< --metadata: CSV file about the papers; only ho-so, sip, aip
  std::string schemas;   ///< --schemas: folder of XSD files that validate the XML; only sip, aip
};

/// Adds the options of the command to `app`, with help texts in `language`. Parsing `app` then
/// fills `command`, which must outlive the parsing.
void add_options(CLI::App& app, ExportCommand& command, Language language);

/// Exports and prints a report. Returns 0, or 3 if the export is incomplete or has faults:
/// 1. Incomplete: rows are kept back for another reason than that a person rejected them.
/// 2. Faults (ho-so, sip, aip): fields of the archive are missing or wrong.
/// Throws the errors of exports::export_records() (export/exporter.h), and:
/// 1. Error{kUsage}: options do not go together, or a value is invalid.
/// 2. Error{kNothingRead}: `out` has no codau.db that can be read.
/// 3. Error{kModel} (ho-so, sip, aip): the installation lacks the tables of the archive.
/// 4. Error{kOutput}: standard output cannot be written; io::BrokenPipe: its reader has gone.
[[nodiscard]] int run(const ExportCommand& command, Language language);

}  // namespace codau::app
