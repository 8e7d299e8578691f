// pipeline/files.h — the few things done to files besides writing them (export/files.h).
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace codau::pipeline {

/// The bytes of a file. Throws Error{Cause::kNoPermission}, or {kTooLarge} over `limit` bytes.
[[nodiscard]] std::string read_file(const std::filesystem::path& file, std::uint64_t limit);

/// Removes a file or folder, if it is there. Throws Error{kOutput}.
void remove_tree(const std::filesystem::path& path);

}  // namespace codau::pipeline
