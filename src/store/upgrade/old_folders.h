// store/upgrade/old_folders.h — converts outputs of an older codau. They kept the files of each
// document in OUT/documents/<doc_id>. For undo_upgrade() (migrations.h), it converts them back.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "store/database/sqlite.h"

namespace codau::store {

/// Creates the table old_marks: digests of document.json and changes.jsonl that an older version
/// noted.
void create_old_marks(const Connection& connection);

/// Tells whether the folder OUT/documents exists. The current version does not create it.
[[nodiscard]] bool has_old_folders(const std::filesystem::path& out);

/// Converts OUT/documents, and commits. Renames texts and PDFs to their new names
/// (store/results/result_files.h). Moves texts as read and their changes into the store, and
/// removes their files. Removes document.json, which `codau export` makes again. A file that is not
/// as codau wrote it stays. After a kill, a second call continues. `find_path`: returns a path of
/// the source of a document without rows. Throws Error{kOutput}.
void adopt_old_folders(const Connection& connection, const std::filesystem::path& out,
                       const std::function<std::string(const std::string& doc_id)>& find_path);

/// Moves the files of all documents for which `is_known` holds back to OUT/documents/<doc_id>, with
/// ocr.txt and changes.jsonl. An older codau makes document.json again.
void restore_old_folders(const Connection& connection, const std::filesystem::path& out,
                         const std::function<bool(const std::string& doc_id)>& is_known);

}  // namespace codau::store
