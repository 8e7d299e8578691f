// export/nested.h — documents with their tasks in them, one line of JSON a document.
#pragma once

#include <string>
#include <vector>

#include "export/delivery.h"
#include "export/file_set.h"

namespace codau::exports {

/// The tables that documents.jsonl holds: documents, tasks, task_agencies, task_deadlines,
/// sections, recipients, doc_refs.
[[nodiscard]] std::vector<std::string> nested_tables();
/// documents.jsonl: the object of each document with four more keys, `tasks`, each of these with
/// `agencies` and `deadlines`, `sections`, `recipients` and `citations`. All objects are whole, as
/// the flat files have them. Memory holds the rows of one document.
void write_nested(const Delivery& delivery, FileSet& files);
/// The JSON Schema of a line.
[[nodiscard]] std::string nested_schema();
/// Reads the file back: Error{kOutput} EXPORT_MISMATCH.
void check_nested(const Delivery& delivery, const FileSet& files);

}  // namespace codau::exports
