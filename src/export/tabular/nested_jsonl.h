// export/tabular/nested_jsonl.h — writes documents.jsonl: one line for each document, with the
// tasks and other rows of the document nested in the line.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "export/delivery/export_filter.h"
#include "export/delivery/row_source.h"
#include "export/target/file_set.h"

namespace codau::exports {

/// The tables that documents.jsonl needs, by name, each with the columns to write. The tables are
/// documents, tasks, task_agencies, task_deadlines, sections, recipients, doc_refs.
using NestedTables = std::map<std::string_view, TableProjection>;
/// Returns these tables. `provenance`: whether to write the columns of provenance, which tell how
/// values were read (export/delivery/row_source.h).
[[nodiscard]] NestedTables make_nested_tables(bool provenance);
/// Writes documents.jsonl with the rows that `filter` delivers, adds the file to `files`, and reads
/// it back to check it. A line is the JSON object of a row of `documents`, with more members:
/// 1. `tasks`, `sections`, `recipients` and `citations` (table doc_refs): arrays of rows;
/// 2. in each row of `tasks`, `agencies` (table task_agencies) and `deadlines` (table
///    task_deadlines): arrays of rows.
/// Each row becomes an object by format_json_object() in row_text.h. `tables`: the result of
/// make_nested_tables(). Precondition: ExportFilterOptions::documents_withhold_rows was true when
/// `filter` was made. Otherwise a withheld document, which gets no line, may have delivered rows.
/// Throws Error{kOutput} if the file cannot be written or has other bytes than were written. Throws
/// Error{kInput} if the file cannot be read back.
void write_nested(const ExportFilter& filter, const NestedTables& tables, FileSet& files);
/// Returns the JSON Schema of a line of documents.jsonl.
[[nodiscard]] std::string make_nested_schema(const NestedTables& tables);

}  // namespace codau::exports
