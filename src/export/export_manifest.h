// export/export_manifest.h — the description of an export: manifest.json and rejects.jsonl
// (standards section 10).
#pragma once

#include <string>
#include <vector>

#include "export/delivery/delivery.h"
#include "export/exporter.h"
#include "export/target/file_set.h"

namespace codau::exports {

struct TableCount {
  std::string name;
  RowCount rows;
};
/// Returns the row counts of the delivered tables, parents first. Flat tables are views, and are
/// counted only if the user chose columns. Then `store` counts their shown rows, and `rejected` the
/// rows with a text too long for a cell.
[[nodiscard]] std::vector<TableCount> written_counts(const Delivery& delivery,
                                                     const ExportRequest& request,
                                                     const FileSet& files);

/// Returns manifest.json. It holds schema version, tool, settings, sources, files, notes on values
/// that the format could not hold, and counts by table of all wanted rows. The settings of packages
/// include the schemas that validated them. With `since` it holds `seq` for the next call. It holds
/// no clock, host or machine path.
[[nodiscard]] std::string export_manifest(const store::Reader& store, const Delivery& delivery,
                                          const ExportRequest& request, const FileSet& files,
                                          const std::vector<TableCount>& counted);
/// Returns the notes as a JSON array of objects.
[[nodiscard]] std::string notes_json(const std::vector<Note>& notes);
/// Returns one line for each row kept back, in Vietnamese and English.
[[nodiscard]] std::string export_rejects(const store::Reader& store, const Delivery& delivery,
                                         const ExportRequest& request);

}  // namespace codau::exports
