// export/document_json.h — document.json: the rows of one document.
#pragma once

#include "export/files.h"
#include "record/each_row.h"

namespace codau::exports {

/// The rows of all tables, one a line, under the names of their tables.
void write_document_json(const record::EachRow& rows, FileSink& out);

}  // namespace codau::exports
