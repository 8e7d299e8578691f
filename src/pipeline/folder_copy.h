// pipeline/folder_copy.h — files of another output, which may hold anything, on their way into this
// one.
#pragma once

#include <cstdint>
#include <filesystem>

namespace codau::pipeline {

/// Copies a folder of files and of folders of files, sharing blocks where the file system can, in
/// place of `to`. It appears under its name when it is whole, and is durable after sync_files().
/// Bytes that were copied; nothing is done where `from` is not there. Throws Error{kOutput} for
/// what is neither file nor folder (a link may lead anywhere) and for what cannot be read or
/// written.
std::uint64_t copy_folder(const std::filesystem::path& from, const std::filesystem::path& to);

/// Makes all that was written to the file system of `folder` durable. Throws Error{kOutput}.
void sync_files(const std::filesystem::path& folder);

}  // namespace codau::pipeline
