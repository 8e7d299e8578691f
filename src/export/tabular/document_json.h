// export/tabular/document_json.h — writes document.json, which has the rows of one document. Both
// functions pass on the exceptions of `out`: Error{kOutput} if a file cannot be written.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "io/atomic_file.h"
#include "record/row_stream.h"

namespace codau::exports {

/// Writes one JSON object. Each table of record::schema() is a member: an array with one row on
/// each line (format_json_object() in row_text.h).
void write_document_json(const record::RowStream& rows, io::FileSink& out);

/// Writes the same object, but faster, if only the rows of some tables have changed since an
/// earlier document.json. Copies all other tables from the earlier file. Law: the result equals
/// that of write_document_json().
/// 1. `read_earlier`: returns the next bytes of the earlier file, and an empty text at its end.
/// 2. `changed_tables`: the names of the changed tables. The last table of record::schema() must
///    not be one of them.
/// 3. `rows`: gives all current rows of the changed tables.
void revise_document_json(const std::function<std::string_view()>& read_earlier,
                          const record::RowStream& rows,
                          std::span<const std::string> changed_tables, io::FileSink& out);

}  // namespace codau::exports
