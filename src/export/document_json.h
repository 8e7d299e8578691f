// export/document_json.h — document.json: the rows of one document.
#pragma once

#include "export/files.h"
#include "record/records.h"

namespace codau::exports {

/// The rows of all tables, one a line, under the names of their tables. Precondition: `records` has
/// every table of record::schema().
void write_document_json(const record::Records& records, FileSink& out);

}  // namespace codau::exports
