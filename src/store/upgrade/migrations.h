// store/upgrade/migrations.h — how a store of an older version becomes one of this.
//
//   1  0.1.0: pages in journal_pages, closed codes in CHECKs
//   2 to 7  evidence and corrections packed as JSON, one value a document; files in documents/
//   8  evidence and corrections as tables; one full-text index; counts as a table; results under
//      the names of their scans (store/results/result_files.h, store/upgrade/old_folders.h), texts
//      as they were read in the store (store/documents/document_texts.h)
//
// Every version has a table or a view for each table of record::schema(), so that one way leads
// from all of them.
#pragma once

#include <filesystem>

#include "store/database/sqlite.h"

namespace codau::store {

/// Tables, codes and search of an empty database.
void create_store(const Connection& connection);

/// Brings a store of an older version up to kUserVersion. The old file stays beside
/// it as `<file>.v<version>`. A store of this version gets the codes that it lacks; nothing is
/// done where there is no store. The holder of the lock calls it. Throws Error{kOutput}; then, and
/// when the process dies, the store is as it was.
void upgrade_store(const std::filesystem::path& file);

/// Brings the newest such old file back; what the upgrade and runs after it made stays as
/// `<file>.upgraded`, history.db as history.db.upgraded: after another upgrade the feed begins
/// anew. Throws Error{kUsage} where there is none.
void undo_upgrade(const std::filesystem::path& file);

}  // namespace codau::store
