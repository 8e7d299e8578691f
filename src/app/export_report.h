// app/export_report.h — formats the result of an export, table by table, for standard output.
#pragma once

#include <string>

#include "app/language.h"
#include "export/exporter.h"

namespace codau::app {

/// Returns the report of a load into a database: a heading, one line for each table, and one line
/// for the total. Each line has the numbers of rows inserted, updated, unchanged, removed and
/// rejected (not loaded). Returns an empty text after an export to files.
[[nodiscard]] std::string format_report_text(const exports::ExportReport& report,
                                             Language language);
/// Returns the report of any export: one JSON object on one line, with a line feed. Its members:
/// 1. "target": the file, folder or database.
/// 2. "tables": one object for each table, with "table" (the name) and numbers of rows: "store" (in
///    the output), "exported", "rejected" (not exported). After a load into a database also
///    "inserted", "updated", "unchanged", "removed" and "sent".
/// 3. "replaced": other offices whose documents a load into PostgreSQL replaced, with the number of
///    documents of each; left out if there are none.
/// 4. "seq": the number for --since of the next export; only for an export with --since.
/// 5. "packages", "files_kept_back": numbers of archival files with and without a package; only for
///    sip and aip.
/// 6. "faults": the number of faults of archival data; left out if 0, except for sip and aip.
[[nodiscard]] std::string format_report_json(const exports::ExportReport& report);

}  // namespace codau::app
