// export/export_manifest.h — what an export says of itself: manifest.json and rejects.jsonl
// (standards section 10).
#pragma once

#include <string>
#include <vector>

#include "export/delivery.h"
#include "export/exporter.h"
#include "export/file_set.h"

namespace codau::exports {

/// Schema version, tool, settings, sources, files, notes on what the format could not hold, counts
/// by table (of the whole store); with `since` also `seq`, for the next call. No clock, host or
/// path of the machine.
[[nodiscard]] std::string export_manifest(const store::Reader& store, const Delivery& delivery,
                                          const ExportRequest& request, const FileSet& files);
/// An array of objects.
[[nodiscard]] std::string notes_json(const std::vector<Note>& notes);
/// One line for each row kept back, in Vietnamese and English.
[[nodiscard]] std::string export_rejects(const store::Reader& store, const Delivery& delivery,
                                         const ExportRequest& request);

}  // namespace codau::exports
