// export/tabular/document_files.h — writes one file for each delivered document, under the name of
// its results (store/results/result_files.h). A document without the wanted text gets no file, but
// a note NO_TEXT in manifest.json (FileSet::note()). All functions throw Error{kOutput} if a file
// cannot be written, and Error{kInput} if it cannot be read back.
#pragma once

#include <cstdint>

#include "export/delivery/export_filter.h"
#include "export/target/file_set.h"

namespace codau::exports {

/// The text of a document to write.
enum class TextForm : std::uint8_t {
  kRestored,  ///< the text in OUT/text: restored, with the edits of people
  kAsRead,    ///< the text before restoration
};
/// Writes NAME.txt, or the note NO_TEXT for a document without text.
void write_texts(const ExportFilter& filter, TextForm form, FileSet& files);
/// Writes NAME.jsonl: one line for each change that restoration or people made to the text as it
/// was read (restore/api/change_log.h). Writes the note NO_TEXT for a document whose text was not
/// restored.
void write_text_changes(const ExportFilter& filter, FileSet& files);
/// Writes NAME.json with all delivered rows (export/tabular/document_json.h).
void write_document_rows(const ExportFilter& filter, FileSet& files);

}  // namespace codau::exports
