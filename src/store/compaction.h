// store/compaction.h — a store written anew: the same contents give the same bytes; and copies.
#pragma once

#include <filesystem>

#include "store/ddl.h"

namespace codau::store {

/// Replaces `file`, which nobody has open, by a copy without holes whose rows and numbers stand in
/// the order of their keys, with both search indexes made anew, checked by SQLite. The file is as
/// it was until the new one is whole. Throws Error{kOutput}.
void compact_database(const std::filesystem::path& file, TableSpan tables);

/// Copies one state of codau.db, of pages.db (`<target>.pages`) and of hand.db
/// (`<target>.hand.db`). A run may be going on. Throws Error{kOutput}; kUsage if one of the targets
/// exists.
void back_up_database(const std::filesystem::path& file, const std::filesystem::path& target);

}  // namespace codau::store
