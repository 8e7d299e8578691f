// app/installation.h — finds the models and the worker program (design, section 2), and counts the
// processors. Paths next to the executable are resolved through symbolic links.
#pragma once

#include <cstdint>
#include <filesystem>

#include "pipeline/inputs/models.h"

namespace codau::app {

/// Returns the folder that contains the folder models/. If `given` (--models) is not empty, no
/// other folder is tried. Otherwise the first of these folders with models is taken:
/// 1. ../share/codau, next to the executable;
/// 2. the folder named in codau.home, a file next to the executable in a build tree.
/// Throws Error{kModel} if no such folder has models.
[[nodiscard]] pipeline::InstallationHome find_home(const std::filesystem::path& given);

/// Returns ../libexec/codau/codau-worker next to the executable, or codau-worker next to the
/// executable if the first file does not exist.
[[nodiscard]] std::filesystem::path find_worker();

/// Returns the number of processors that this process may run on, at least 1. --jobs 0 means this
/// number.
[[nodiscard]] std::uint32_t count_processors();

}  // namespace codau::app
