// app/export_report.h — formats the result of an export for standard output. Terms:
// 1. A store is the output folder of `codau run`. An office owns a store, and is known by its name.
//    Several offices may load their stores into one database.
// 2. A rejected row is a row of the chosen documents that the export leaves out
//    (export/delivery/export_filter.h).
// 3. An archival file (hồ sơ) is a set of documents that are kept together. A package is a ZIP file
//    with one archival file.
#pragma once

#include <string>

#include "core/language.h"
#include "export/exporter.h"

namespace codau::app {

/// Returns the report of a load into a database, with titles in `language`. The report has a line
/// of titles, one line for each table, and one line for the total. Each line has the numbers of
/// rows inserted, updated, unchanged, removed and rejected. Returns an empty text after an export
/// to files.
[[nodiscard]] std::string format_report_text(const exports::ExportReport& report,
                                             Language language);
/// Returns the report of any export: one JSON object on one line, with a line feed. Its members:
/// 1. "target": the file, folder or database.
/// 2. "tables": an array with one object for each table. Its member "table" is the name; all others
///    are numbers of rows. The member "store" counts all rows of the chosen documents. The members
///    "exported" and "rejected" count the two parts of "store".
/// 3. "replaced": an array with one object for each other office whose documents a load into
///    PostgreSQL has changed. The member "office" is the name of the office. The member "documents"
///    is the number of these documents. Left out if there are none.
/// 4. "seq": the value of --since for the next export. Only for an export with --since.
/// 5. "packages" and "files_kept_back": the numbers of archival files with and without a package.
///    Only for the formats sip and aip.
/// 6. "faults": the number of faults in the list of faults (export/archive/fault_list.h). Left out
///    if 0, unless the format is sip or aip.
/// After a load into a database, each object of "tables" has five more members:
/// 1. "inserted", "updated" and "removed" count changed rows of the database.
/// 2. "unchanged" counts exported rows that the database already had.
/// 3. "sent" counts all rows sent to the server. A document is sent with all its exported rows, so
///    "sent" also counts unchanged rows.
[[nodiscard]] std::string format_report_json(const exports::ExportReport& report);

}  // namespace codau::app
