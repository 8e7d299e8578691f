// app/export_report.h — formats the result of an export, table by table, for standard output.
#pragma once

#include <string>

#include "app/language.h"
#include "export/exporter.h"

namespace codau::app {

/// Returns a heading, one line for each table, and one line for the total. The numbers of a line
/// count the rows inserted, updated, unchanged, removed and kept back (rejected). Returns an empty
/// text unless the export loaded a database: files are written whole, so no row is updated.
[[nodiscard]] std::string format_report_text(const exports::ExportReport& report,
                                             Language language);
/// Returns one JSON object on one line, with a line feed, for databases and files:
/// 1. "target", and "tables": "table", "store", "exported", "rejected" of each table. After a load
///    into a database also "inserted", "updated", "unchanged", "removed", "sent".
/// 2. If the export has them: "replaced", "seq", "packages", "files_kept_back", "faults". They are
///    the members of ExportReport with these names; "files_kept_back" is PackageCount::without.
[[nodiscard]] std::string format_report_json(const exports::ExportReport& report);

}  // namespace codau::app
