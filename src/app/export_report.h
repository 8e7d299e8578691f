// app/export_report.h — formats the result of an export, table by table, for standard output.
#pragma once

#include <string>

#include "app/language.h"
#include "export/exporter.h"

namespace codau::app {

/// Returns a heading, one line for each table, and one line for the total. The numbers of a line
/// count the rows inserted, updated, unchanged, removed and rejected. Returns an empty text if the
/// target is not a database: files are written whole.
[[nodiscard]] std::string format_report_text(const exports::ExportReport& report,
                                             Language language);
/// Returns one JSON object on one line: the counts of each table, also for files, and the counts of
/// the whole export.
[[nodiscard]] std::string format_report_json(const exports::ExportReport& report);

}  // namespace codau::app
