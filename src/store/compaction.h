// store/compaction.h — rewrites a store, so that equal contents give equal bytes, and makes
// backups.
#pragma once

#include <filesystem>

namespace codau::store {

/// Replaces the database `file` by a copy without unused space. Documents come in the order of
/// their ids, the search index is built again, and SQLite checks the copy. The file stays as it is
/// until the copy is complete. Precondition: nobody has the file open. Throws Error{kOutput}.
void compact_database(const std::filesystem::path& file);

/// Copies one consistent state of the database `file` to the new file `target`, which is then on
/// the disk. Another process may be writing to the database. Throws Error{kOutput}.
void copy_database(const std::filesystem::path& file, const std::filesystem::path& target);

/// Writes a backup of codau.db to `target`, of pages.db to `<target>.pages`, and of hand.db to
/// `<target>.hand.db`. Each copy is one consistent state; a run may be going on. Skips databases
/// that do not exist. Throws Error{kUsage} if one of the targets exists, otherwise Error{kOutput}.
void back_up_database(const std::filesystem::path& file, const std::filesystem::path& target);

}  // namespace codau::store
