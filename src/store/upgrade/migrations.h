// store/upgrade/migrations.h — upgrades a store of an older version to the current one.
//
// |Version 1 (codau 0.1.0): pages in journal_pages, closed codes in CHECKs.
// Versions 2 to 7: evidence and corrections packed as JSON, one value for each document; result
// files in documents/.
// Version 8: evidence and corrections as tables; one full-text index; counts as a table. Result
// files have the names of their scans (store/results/result_files.h, store/upgrade/old_folders.h).
// Texts as read are in the store (store/documents/document_texts.h).
//
// Every version has a table or a view for each table of record::schema(). One function can thus
// upgrade all of them.
#pragma once

#include <filesystem>

#include "store/database/sqlite.h"

namespace codau::store {

/// Creates the tables, codes and search index of an empty database.
void create_store(const Connection& connection);

/// Upgrades a store of an older version to kUserVersion. Keeps the old file beside it as
/// `<file>.v<version>`. A store of the current version gets the codes that it lacks. Does nothing
/// if the store does not exist. Precondition: the caller holds the lock. Throws Error{kOutput}.
/// After an error or a kill the store is as it was.
void upgrade_store(const std::filesystem::path& file);

/// Restores the newest old file of upgrade_store(). The upgraded store stays as `<file>.upgraded`,
/// and history.db as history.db.upgraded: after another upgrade the change feed begins anew. Throws
/// Error{kUsage} if there is no old file.
void undo_upgrade(const std::filesystem::path& file);

}  // namespace codau::store
