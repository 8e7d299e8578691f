// export/tabular/document_json.h — writes document.json, which holds the rows of one document.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "io/atomic_file.h"
#include "record/row_stream.h"

namespace codau::exports {

/// Writes one JSON object. Each table of record::schema() is a member with an array of its rows,
/// one row on each line (format_json_object() in row_text.h).
void write_document_json(const record::RowStream& rows, io::FileSink& out);

/// Writes the same object faster if only the rows of some tables have changed: copies all other
/// tables from the earlier file. Law: the result equals that of write_document_json().
/// `was`: returns the earlier file piece by piece, and an empty piece at its end.
/// `tables`: the names of the changed tables. `rows`: the rows of these tables now.
/// Preconditions: write_document_json() wrote the earlier file, and `tables` lacks the last table
/// of the schema.
void revise_document_json(const std::function<std::string_view()>& was,
                          const record::RowStream& rows, std::span<const std::string> tables,
                          io::FileSink& out);

}  // namespace codau::exports
