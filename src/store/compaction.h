// store/compaction.h — a store written anew: the same contents give the same bytes.
#pragma once

#include <filesystem>

#include "store/ddl.h"

namespace codau::store {

/// Replaces `file`, which nobody has open, by a copy without holes whose rows and numbers stand in
/// the order of their keys, with both search indexes made anew, checked by SQLite. The file is as
/// it was until the new one is whole. Throws Error{kOutput}.
void rewrite(const std::filesystem::path& file, Tables tables);

}  // namespace codau::store
