// app/export_report.h — what an export did, table by table, for standard output.
#pragma once

#include <string>

#include "app/language.h"
#include "export/exporter.h"

namespace codau::app {

/// A line a table and one for all: rows inserted, updated, unchanged, removed, rejected. Empty
/// where the target is no database: files are written whole.
[[nodiscard]] std::string report_text(const exports::ExportReport& report, Language language);
/// The same counts and those of the store, as one JSON object in one line.
[[nodiscard]] std::string report_json(const exports::ExportReport& report);

}  // namespace codau::app
