// export/tabular/document_json.h — document.json: the rows of one document.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "io/files.h"
#include "record/each_row.h"

namespace codau::exports {

/// The rows of all tables, one a line, under the names of their tables.
void write_document_json(const record::EachRow& rows, io::FileSink& out);

/// The same from what it wrote before, `was` in pieces till an empty one, where only rows of
/// `tables` are others now: all else is passed on as it stands. The last table of the schema is not
/// among them. Law: equal to the whole written anew.
void revise_document_json(const std::function<std::string_view()>& was, const record::EachRow& rows,
                          std::span<const std::string> tables, io::FileSink& out);

}  // namespace codau::exports
