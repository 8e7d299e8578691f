// export/tabular/document_json.h — writes document.json, which holds the rows of one document.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "io/atomic_file.h"
#include "record/row_stream.h"

namespace codau::exports {

/// Writes one JSON object. Each table is a member with an array of its rows, one row on each line.
void write_document_json(const record::RowStream& rows, io::FileSink& out);

/// Writes the same from an earlier file if only rows of `tables` have changed. Copies all other
/// tables from the earlier file. `was`: returns the earlier file in pieces, and an empty piece at
/// its end. Precondition: `tables` lacks the last table of the schema. Law: the result equals a
/// complete new file.
void revise_document_json(const std::function<std::string_view()>& was,
                          const record::RowStream& rows, std::span<const std::string> tables,
                          io::FileSink& out);

}  // namespace codau::exports
