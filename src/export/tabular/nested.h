// export/tabular/nested.h — documents with their tasks in them, one line of JSON a document.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "export/delivery/delivery.h"
#include "export/delivery/row_source.h"
#include "export/target/file_set.h"

namespace codau::exports {

/// The tables that documents.jsonl holds, by name: documents, tasks, task_agencies, task_deadlines,
/// sections, recipients, doc_refs.
using NestedTables = std::map<std::string_view, ShownTable>;
[[nodiscard]] NestedTables nested_tables(bool provenance);
/// documents.jsonl: the object of each document with four more keys, `tasks`, each of these with
/// `agencies` and `deadlines`, `sections`, `recipients` and `citations`. All objects are as the
/// flat files have them. Memory holds the rows of one document.
void write_nested(const Delivery& delivery, const NestedTables& tables, FileSet& files);
/// The JSON Schema of a line.
[[nodiscard]] std::string nested_schema(const NestedTables& tables);
/// Reads the file back: Error{kOutput} EXPORT_MISMATCH.
void check_nested(const Delivery& delivery, const NestedTables& tables, const FileSet& files);

}  // namespace codau::exports
