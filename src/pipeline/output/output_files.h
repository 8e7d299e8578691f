// pipeline/output/output_files.h — removes and adds files of an output. Writing is in
// io/atomic_file.h.
#pragma once

#include <filesystem>
#include <string>

#include "io/atomic_file.h"
#include "store/documents/document_texts.h"
#include "store/store.h"

namespace codau::pipeline {

/// Removes a file or a folder, if it exists. Throws Error{kOutput} if that fails.
void remove_tree(const std::filesystem::path& path);

/// Removes temporary files that killed commands have left in an output. Searches the large result
/// folders only if the last command did not finish.
void remove_stale_files(const std::filesystem::path& out, bool was_finished);

/// Removes the files of a document and of all other documents of its file (Store::sub_documents).
/// Throws Error{kOutput}.
void remove_results(const std::filesystem::path& out, const store::Store& store,
                    const std::string& doc_id);

/// Adds a text file to `files`, which makes it visible when the batch is committed. Throws
/// Error{kOutput}.
void add_text_file(const std::filesystem::path& target, const store::TextPieces& text,
                   io::AtomicFileBatch& files);

}  // namespace codau::pipeline
