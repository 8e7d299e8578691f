// store/database/file_messages.h — messages about a broken database file. Each tells the user how
// to recover.
#pragma once

#include <filesystem>

#include "core/message.h"

namespace codau::store {

/// Returns a message that `file` is no database of codau, or that it is damaged. Both end with
/// make_remedy_message().
[[nodiscard]] Message make_foreign_file_message(const std::filesystem::path& file);
[[nodiscard]] Message make_damaged_file_message(const std::filesystem::path& file);
/// Returns only the way to recover, as the end of a sentence: "; move it away and …". It depends on
/// the name of the file: codau.db, pages.db, history.db, hand.db, or another.
[[nodiscard]] Message make_remedy_message(const std::filesystem::path& file);
/// Returns a message that a newer codau wrote the file.
[[nodiscard]] Message make_newer_version_message();

}  // namespace codau::store
