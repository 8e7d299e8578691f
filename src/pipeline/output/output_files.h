// pipeline/output/output_files.h — what is done to files besides writing them (io/atomic_file.h).
#pragma once

#include <filesystem>
#include <string>

#include "io/atomic_file.h"
#include "store/documents/document_texts.h"
#include "store/store.h"

namespace codau::pipeline {

/// Removes a file or folder, if it is there. Throws Error{kOutput}.
void remove_tree(const std::filesystem::path& path);

/// Removes the temporary files that killed commands have left in an output. The folders of results,
/// in which there are many, are looked through only if the last command did not come to its end.
void remove_stale_files(const std::filesystem::path& out, bool was_finished);

/// Removes the files of a document and of the further documents of its file
/// (Store::sub_documents). Throws Error{kOutput}.
void remove_results(const std::filesystem::path& out, const store::Store& store,
                    const std::string& doc_id);

/// Adds the file of a text to `files`: it appears with them. Throws Error{kOutput}.
void add_text_file(const std::filesystem::path& target, const store::TextPieces& text,
                   io::AtomicFileBatch& files);

}  // namespace codau::pipeline
