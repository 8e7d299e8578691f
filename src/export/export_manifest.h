// export/export_manifest.h — the description of an export: manifest.json and rejects.jsonl
// (standards section 10).
#pragma once

#include <string>
#include <vector>

#include "export/delivery/export_filter.h"
#include "export/exporter.h"
#include "export/target/file_set.h"

namespace codau::exports {

/// The numbers of rows of one table (export/delivery/export_filter.h: RowCount).
struct TableRowCount {
  std::string name;
  RowCount rows;
};
/// Returns the row counts of the delivered tables, parents first.
/// 1. If the user named columns, only the tables of these columns are counted.
/// 2. Only then are flat tables counted, because they are views of other tables.
/// 3. In a flat table, `store` counts the shown rows. `rejected` counts the rows that `files` notes
///    as CELL_TOO_LONG.
[[nodiscard]] std::vector<TableRowCount> count_written_rows(const ExportFilter& filter,
                                                            const ExportRequest& request,
                                                            const FileSet& files);

/// Returns manifest.json. Its members are:
/// 1. `schema_version` and `tool`;
/// 2. `export`: the settings; for packages (sip, aip) also the XML schemas that validated them;
/// 3. `sources`: the chosen documents with the SHA-256 of their source files;
/// 4. `files`: the written files;
/// 5. `notes`: values that the format could not hold;
/// 6. `counts`: `counted`;
/// 7. `seq`: only with `request.since`, the number for the next call.
/// The manifest holds no time, host name or path of this machine.
[[nodiscard]] std::string make_export_manifest(const store::StoreReader& store,
                                               const ExportFilter& filter,
                                               const ExportRequest& request, const FileSet& files,
                                               const std::vector<TableRowCount>& counted);
/// Returns the notes as a JSON array of objects.
[[nodiscard]] std::string make_notes_json(const std::vector<ExportNote>& notes);
/// Returns rejects.jsonl: one line for each row kept back, with cause and remedy in Vietnamese and
/// English.
[[nodiscard]] std::string make_export_rejects(const store::StoreReader& store,
                                              const ExportFilter& filter,
                                              const ExportRequest& request);

}  // namespace codau::exports
