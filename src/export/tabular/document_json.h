// export/tabular/document_json.h — writes document.json, which has the rows of one document.
#pragma once

#include "io/atomic_file.h"
#include "record/rows/records.h"

namespace codau::exports {

/// Writes `records`, the rows of one document, as one JSON object. Each table of record::schema()
/// is a member: an array with one row on each line (format_json_object() in row_text.h). The rows
/// keep their order; for the usual order, sort each table by record::sort_by_key() first. Passes on
/// the exceptions of FileSink::write(): Error{kOutput} if a file cannot be written.
void write_document_json(const record::Records& records, io::FileSink& out);

}  // namespace codau::exports
