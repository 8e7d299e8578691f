// store/compaction.h — a store written anew: the same contents give the same bytes; and copies.
#pragma once

#include <filesystem>

namespace codau::store {

/// Replaces `file`, which nobody has open, by a copy without holes: documents in the order of their
/// ids, the search index made anew, checked by SQLite. The file stays as it is until the new one is
/// whole. Throws Error{kOutput}.
void compact_database(const std::filesystem::path& file);

/// Copies one state of codau.db, of pages.db (`<target>.pages`) and of hand.db
/// (`<target>.hand.db`). A run may be going on. Throws Error{kOutput}; kUsage if one of the targets
/// exists.
void back_up_database(const std::filesystem::path& file, const std::filesystem::path& target);

}  // namespace codau::store
