// export/export_manifest.h — makes the two files that describe an export. An export delivers some
// rows of a store (the output folder of `codau run`), and withholds the others. manifest.json lists
// the written files, and rejects.jsonl the withheld rows. A document is closed if it is secret or
// rejected: all its rows are withheld (export/delivery/export_filter.h).
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
/// Counts the rows of each exported table; parents come first. If request.columns.columns is empty,
/// the exported tables are filter.tables(). Otherwise they are the tables of these columns, which
/// may be flat tables: joins of other tables (record/schema/flat_tables.h). For a flat table, two
/// members of RowCount have another meaning:
/// 1. `stored` is the number of rows after select_columns() (export/delivery/selection.h);
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
/// 7. `seq`: only if request.since is given; the next export takes this value as its `since`.
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
