// app/export_report.h — reports the result of an export, table by table, for standard output.
#pragma once

#include <string>

#include "app/language.h"
#include "export/exporter.h"

namespace codau::app {

/// Returns one line for each table and one for the total: rows inserted, updated, unchanged,
/// removed, rejected. Empty if the target is not a database, because files are written whole.
[[nodiscard]] std::string format_report_text(const exports::ExportReport& report,
                                             Language language);
/// Returns the same counts and those of the store as one JSON object on one line.
[[nodiscard]] std::string format_report_json(const exports::ExportReport& report);

}  // namespace codau::app
