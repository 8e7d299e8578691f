// pipeline/files.h — what is done to files besides writing them (export/files.h).
#pragma once

#include <filesystem>

namespace codau::pipeline {

/// Removes a file or folder, if it is there. Throws Error{kOutput}.
void remove_tree(const std::filesystem::path& path);

}  // namespace codau::pipeline
