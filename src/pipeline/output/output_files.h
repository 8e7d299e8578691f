// pipeline/output/output_files.h — what is done to files besides writing them (io/atomic_file.h).
#pragma once

#include <filesystem>
#include <string>

#include "io/atomic_file.h"
#include "record/records.h"
#include "store/store.h"

namespace codau::pipeline {

/// Removes a file or folder, if it is there. Throws Error{kOutput}.
void remove_tree(const std::filesystem::path& path);

/// Removes what commands that were killed have left in an output. The folder of documents and each
/// of theirs, which are many, are looked through where the last one did not come to its end.
void remove_stale_files(const std::filesystem::path& out, bool was_finished);

/// Removes the folders of a document and of those behind it in its file (Store::sub_documents).
void remove_folders(const std::filesystem::path& out, const store::Store& store,
                    const std::string& doc_id);

/// A document's rows in its folder.
inline constexpr const char* kDocumentJsonFile = "document.json";
/// Writes `folder`/document.json: its SHA-256. It waits among `files`. Throws Error{kOutput}.
std::string save_document_json(const std::filesystem::path& folder, const record::Records& rows,
                               io::AtomicFileBatch& files);
/// The same at once.
std::string save_document_json(const std::filesystem::path& folder, const record::Records& rows);

}  // namespace codau::pipeline
