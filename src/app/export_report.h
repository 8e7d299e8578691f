// app/export_report.h — formats the result of an export for standard output. A rejected row is a
// row of the chosen documents that the export leaves out.
#pragma once

#include <string>

#include "core/language.h"
#include "export/exporter.h"

namespace codau::app {

/// Returns the report of a load into a database: a heading, one line for each table, and one line
/// for the total. Each line has the numbers of rows inserted, updated, unchanged, removed and
/// rejected. Returns an empty text after an export to files.
[[nodiscard]] std::string format_report_text(const exports::ExportReport& report,
                                             Language language);
/// Returns the report of any export: one JSON object on one line, with a line feed. Its members:
/// 1. "target": the file, folder or database.
/// 2. "tables": one object for each table. Its member "table" is the name; all others are numbers
///    of rows. The member "store" counts all rows of the chosen documents. The members "exported"
///    and "rejected" count the two parts of "store". After a load into a database also "inserted",
///    "updated", "unchanged", "removed" and "sent".
/// 3. "replaced": an array of the other offices whose documents a load into PostgreSQL replaced.
///    Each has the number of its documents. Left out if there are none.
/// 4. "seq": the value of --since for the next export. Only for an export with --since.
/// 5. "packages" and "files_kept_back": the numbers of archival files (hồ sơ) with and without a
///    package. Only for the formats sip and aip.
/// 6. "faults": the number of faults of archival data. Left out if 0, unless the format is sip or
///    aip.
[[nodiscard]] std::string format_report_json(const exports::ExportReport& report);

}  // namespace codau::app
