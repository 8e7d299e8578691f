// store/upgrade/old_folders.h — outputs of an older codau, which had the files of each document in
// OUT/documents/<doc_id>, and the way back (migrations.h: undo_upgrade()).
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "store/database/sqlite.h"

namespace codau::store {

/// Makes the table of the digests of document.json and changes.jsonl that an older version noted.
void create_old_marks(const Connection& connection);

/// Tells whether OUT/documents is there, which this version does not make.
[[nodiscard]] bool has_old_folders(const std::filesystem::path& out);

/// Moves texts and PDFs to their names (store/results/result_files.h) by rename. The texts as they
/// were read and the changes go into the store, and their files are removed, as document.json is,
/// which `codau export` makes again. A file that is not as codau wrote it stays where it is.
/// Commits. A second call goes on after a kill. `find_path`: a path of the source of a document
/// without rows. Throws Error{kOutput}.
void adopt_old_folders(const Connection& connection, const std::filesystem::path& out,
                       const std::function<std::string(const std::string& doc_id)>& find_path);

/// Moves the files of all documents that `is_known` picks back to OUT/documents/<doc_id>, with
/// ocr.txt and changes.jsonl. An older codau makes document.json again.
void restore_old_folders(const Connection& connection, const std::filesystem::path& out,
                         const std::function<bool(const std::string& doc_id)>& is_known);

}  // namespace codau::store
