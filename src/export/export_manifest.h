// export/export_manifest.h — the description of an export: manifest.json and rejects.jsonl
// (standards section 10).
#pragma once

#include <string>
#include <vector>

#include "export/delivery/export_filter.h"
#include "export/exporter.h"
#include "export/target/file_set.h"

namespace codau::exports {

/// The numbers of rows of one table.
struct TableRowCount {
  std::string name;
  RowCount rows;  ///< export/delivery/export_filter.h
};
/// Returns the row counts of the delivered tables, parents first. If the user chose columns
/// (ColumnSelection::columns), returns the counts of the tables of these columns. These may be flat
/// tables (record/flat_tables.h), which are views of other tables. In a flat table, `store` counts
/// the shown rows, and `rejected` the rows that `files` notes as CELL_TOO_LONG.
[[nodiscard]] std::vector<TableRowCount> count_written_rows(const ExportFilter& filter,
                                                            const ExportRequest& request,
                                                            const FileSet& files);

/// Returns manifest.json. Its members are:
/// 1. `schema_version` and `tool`: versions of the tables and of the program;
/// 2. `export`: the settings; for packages (sip, aip) also the XML schemas that validated them;
/// 3. `sources`: the chosen documents that are not closed, with the SHA-256 of their source files;
/// 4. `files`: the written files (WrittenFile);
/// 5. `notes`: values that the format could not hold (ExportNote);
/// 6. `counts`: `counted`, the result of count_written_rows();
/// 7. `seq`: only with `request.since`, the number for the next call.
/// The manifest holds no time, host name or path of this machine.
[[nodiscard]] std::string make_export_manifest(const store::StoreReader& store,
                                               const ExportFilter& filter,
                                               const ExportRequest& request, const FileSet& files,
                                               const std::vector<TableRowCount>& counted);
/// Returns the notes as a JSON array of objects, as `notes` of manifest.json.
[[nodiscard]] std::string make_notes_json(const std::vector<ExportNote>& notes);
/// Returns rejects.jsonl: one JSON object on a line for each row kept back, with cause and remedy
/// in Vietnamese and English. Empty if no row is kept back.
[[nodiscard]] std::string make_export_rejects(const store::StoreReader& store,
                                              const ExportFilter& filter,
                                              const ExportRequest& request);

}  // namespace codau::exports
