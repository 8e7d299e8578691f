// export/tabular/nested_jsonl.h — documents with their tasks nested in them, one JSON line for each
// document.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "export/delivery/export_filter.h"
#include "export/delivery/row_source.h"
#include "export/target/file_set.h"

namespace codau::exports {

/// The tables in documents.jsonl, by name: documents, tasks, task_agencies, task_deadlines,
/// sections, recipients, doc_refs.
using NestedTables = std::map<std::string_view, TableProjection>;
[[nodiscard]] NestedTables make_nested_tables(bool provenance);
/// Writes documents.jsonl: the object of each document with the keys `tasks`, `sections`,
/// `recipients` and `citations`. Each task has the keys `agencies` and `deadlines`. All objects
/// equal those of the flat files. Memory holds the rows of one document.
void write_nested(const ExportFilter& filter, const NestedTables& tables, FileSet& files);
/// Returns the JSON Schema of a line.
[[nodiscard]] std::string make_nested_schema(const NestedTables& tables);

}  // namespace codau::exports
