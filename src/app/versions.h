// app/versions.h — `codau --version`.
#pragma once

#include <filesystem>

namespace codau::app {

/// Prints the versions of codau, of the libraries that shape its results, and the hashes of its
/// models (those in `models` if it is not empty). Returns 0; throws Error{kModel} without models.
[[nodiscard]] int print_versions(const std::filesystem::path& models);

}  // namespace codau::app
