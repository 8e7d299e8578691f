// export/tabular/document_files.h — writes one file for each delivered document, under the name of
// its results (store/results/result_files.h). All functions throw Error{kOutput} if a file cannot
// be written, and Error{kInput} if it cannot be read back.
#pragma once

#include <cstdint>

#include "export/delivery/export_filter.h"
#include "export/target/file_set.h"

namespace codau::exports {

/// kRestored: as OUT/text has it, with what people have set. kAsRead: before restoration.
enum class TextForm : std::uint8_t { kRestored, kAsRead };
/// Writes NAME.txt. A document without text gets a note NO_TEXT.
void write_texts(const ExportFilter& filter, TextForm form, FileSet& files);
/// Writes NAME.jsonl: what restoration and people have changed in the text as it was read, one
/// change on each line (restore/api/change_log.h). A text that was not restored gets a note
/// NO_TEXT.
void write_text_changes(const ExportFilter& filter, FileSet& files);
/// Writes NAME.json with all delivered rows (export/tabular/document_json.h).
void write_document_rows(const ExportFilter& filter, FileSet& files);

}  // namespace codau::exports
