// store/migrations.h — the schema's history: how a store of an older version becomes one of this.
//
//   1  0.1.0: pages in journal_pages, a row a correction, closed codes in CHECKs
//   2  pages in pages.db, changes in history.db; evidence and corrections one value a document;
//      codes in a table; books kept by document
//   3  views of flat tables (store/flat_views.h)
//   4  other names of agencies, agencies of citations; what keeps searchable PDFs from PDF/A
//   5  a text that one correction is all of is kept beside what it became; what documents say of
//      each other in a row each (xref_facts); an index of divisions
//   6  by what changes.jsonl and searchable.pdf are known (store/build_state.h)
//   7  an index of names that no list has, and the confirmed ones (store/name_index.h)
#pragma once

#include <filesystem>

#include "store/ddl.h"
#include "store/sqlite.h"

namespace codau::store {

/// Tables, codes and search of an empty database.
void create_store(const Connection& connection, TableSpan tables);

/// Brings a store of an older version up to kUserVersion, step by step. The old file stays beside
/// it as `<file>.v<version>`. A store of this version gets the codes that it lacks; nothing is
/// done where there is no store. The holder of the lock calls it. Throws Error{kOutput}; then, and
/// when the process dies, the store is as it was.
void upgrade_store(const std::filesystem::path& file, TableSpan tables);

/// Brings the newest such old file back; what the upgrade and runs after it made stays as
/// `<file>.upgraded`, history.db as history.db.upgraded: after another upgrade the feed begins
/// anew. Throws Error{kUsage} where there is none.
void undo_upgrade(const std::filesystem::path& file);

}  // namespace codau::store
