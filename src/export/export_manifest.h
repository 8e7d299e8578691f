// export/export_manifest.h — makes the two files that describe an export. manifest.json lists the
// written files. rejects.jsonl lists the withheld rows. A store is the output folder of `codau
// run`. An export delivers the rows of a store, or withholds them for a reason
// (export/delivery/export_filter.h).
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
  RowCount rows;  ///< stored = delivered + withheld
};
/// Counts the rows of each exported table; parents come first.
/// 1. If the user chose no columns (request.columns.columns is empty), counts the rows of
///    filter.tables().
/// 2. Otherwise, counts the rows of the tables with chosen columns. These may be flat tables, which
///    join rows of other tables (record/flat_tables.h).
/// For a flat table, RowCount::stored is the number of rows within the chosen due dates. Its
/// `withheld` is the number of rows that the format could not hold (CELL_TOO_LONG in `files`).
[[nodiscard]] std::vector<TableRowCount> count_written_rows(const ExportFilter& filter,
                                                            const ExportRequest& request,
                                                            const FileSet& files);

/// Returns the text of manifest.json. Its members are:
/// 1. `schema_version` and `tool`: versions of the tables and of the program;
/// 2. `export`: the settings; for packages (sip, aip) also the XML schemas that validated them;
/// 3. `sources`: the chosen documents, except closed ones (ExportFilter::is_closed()), each with
///    the SHA-256 of its source file;
/// 4. `files`: files.files(), the written files;
/// 5. `notes`: files.notes(), values that the format could not hold;
/// 6. `counts`: `counted`, the result of count_written_rows(). Each table has the members `store`,
///    `exported` and `rejected` (RowCount::stored, delivered, withheld);
/// 7. `seq`: only with `request.since`, the value of `since` for the next export.
/// The manifest holds no time, host name or path of this machine.
[[nodiscard]] std::string make_export_manifest(const store::StoreReader& store,
                                               const ExportFilter& filter,
                                               const ExportRequest& request, const FileSet& files,
                                               const std::vector<TableRowCount>& counted);
/// Returns the notes as a JSON array on one line, as in the member `notes` of manifest.json.
[[nodiscard]] std::string make_notes_json(const std::vector<ExportNote>& notes);
/// Returns the text of rejects.jsonl: one JSON object on a line for each row of filter.withheld().
/// Cause and remedy are in Vietnamese and English. Empty if no row is withheld.
[[nodiscard]] std::string make_export_rejects(const store::StoreReader& store,
                                              const ExportFilter& filter,
                                              const ExportRequest& request);

}  // namespace codau::exports
