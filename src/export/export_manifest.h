// export/export_manifest.h — what an export says of itself: manifest.json and rejects.jsonl
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
/// Of the tables that the files hold, parents first. Flat tables are views, which are counted only
/// where columns are chosen: then `store` is what is shown of them, and rejected what no cell
/// holds.
[[nodiscard]] std::vector<TableCount> written_counts(const Delivery& delivery,
                                                     const ExportRequest& request,
                                                     const FileSet& files);

/// Schema version, tool, settings (of packages also by which schemas they were judged), sources,
/// files, notes on what the format could not hold, counts by table (of the whole store); with
/// `since` also `seq`, for the next call. No clock, host or path of the machine.
[[nodiscard]] std::string export_manifest(const store::Reader& store, const Delivery& delivery,
                                          const ExportRequest& request, const FileSet& files,
                                          const std::vector<TableCount>& counted);
/// An array of objects.
[[nodiscard]] std::string notes_json(const std::vector<Note>& notes);
/// One line for each row kept back, in Vietnamese and English.
[[nodiscard]] std::string export_rejects(const store::Reader& store, const Delivery& delivery,
                                         const ExportRequest& request);

}  // namespace codau::exports
