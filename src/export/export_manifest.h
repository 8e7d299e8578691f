// export/export_manifest.h — makes the two files that describe an export: manifest.json lists the
// written files, and rejects.jsonl lists the withheld rows. An export delivers some rows of a store
// (the output folder of `codau run`), and withholds the others. A document is closed if it is
// secret or rejected: all its rows are withheld (export/delivery/export_filter.h).
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
/// Counts the rows of each exported table; parents come first. The tables are filter.tables(), or,
/// if the user chose columns (request.columns.columns), the tables with these columns. The latter
/// may be flat tables, which join rows of other tables (record/flat_tables.h).
/// Two members of RowCount have another meaning for a flat table:
/// 1. `stored` is the number of its rows that the user chose (select_columns() in selection.h);
/// 2. `withheld` is the number of notes CELL_TOO_LONG in `files`: rows that a format cannot hold.
[[nodiscard]] std::vector<TableRowCount> count_written_rows(const ExportFilter& filter,
                                                            const ExportRequest& request,
                                                            const FileSet& files);

/// Returns the text of manifest.json. Its members are:
/// 1. `schema_version` and `tool`: versions of the tables and of the program;
/// 2. `export`: the settings; in the formats sip and aip also the schemas that validated the XML;
/// 3. `sources`: the documents that the user chose, except closed documents, each with the SHA-256
///    of its source file;
/// 4. `files`: files.files(), the written files;
/// 5. `notes`: files.notes(), values that the format could not hold or that have a fault;
/// 6. `counts`: the parameter `counted`, from count_written_rows(). For each table, the members
///    `store`, `exported` and `rejected` are RowCount::stored, delivered and withheld;
/// 7. `seq`: the value of `since` for the next export, only if request.since is given.
/// The manifest holds no time, host name or path of this machine.
[[nodiscard]] std::string make_export_manifest(const store::StoreReader& store,
                                               const ExportFilter& filter,
                                               const ExportRequest& request, const FileSet& files,
                                               const std::vector<TableRowCount>& counted);
/// Returns the notes as a JSON array on one line, as in the member `notes` of manifest.json.
[[nodiscard]] std::string make_notes_json(const std::vector<ExportNote>& notes);
/// Returns the text of rejects.jsonl: a line with a JSON object for each row of filter.withheld().
/// The object has cause and remedy in Vietnamese and English. Empty if no row is withheld.
[[nodiscard]] std::string make_export_rejects(const store::StoreReader& store,
                                              const ExportFilter& filter,
                                              const ExportRequest& request);

}  // namespace codau::exports
