// store/database/file_messages.h — messages about a broken database file, and the way out.
#pragma once

#include <filesystem>

#include "core/message.h"

namespace codau::store {

/// Each file of an output has its own way out, which ends these messages.
[[nodiscard]] Message make_foreign_file_message(const std::filesystem::path& file);
[[nodiscard]] Message make_damaged_file_message(const std::filesystem::path& file);
/// The way out alone: "; move it away and …".
[[nodiscard]] Message make_remedy_message(const std::filesystem::path& file);
[[nodiscard]] Message make_newer_version_message();

}  // namespace codau::store
