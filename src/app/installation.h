// app/installation.h — finds the models and the worker program, and counts the processors. The
// worker program (codau-worker) opens the files of users. The executable is the file of the running
// program codau, with symbolic links resolved.
#pragma once

#include <cstdint>
#include <filesystem>

#include "pipeline/inputs/models.h"

namespace codau::app {

/// Returns the folder that contains the folder models/. If `given` (option --models) is not empty,
/// this is `given`. Otherwise it is the first of these folders that contains models/:
/// 1. ../share/codau, relative to the folder of the executable;
/// 2. the folder that is named in the file codau.home next to the executable. Only a build tree has
///    this file.
/// Throws Error{kModel} if `given` does not contain models/, or if none of these folders does.
[[nodiscard]] pipeline::InstallationHome find_home(const std::filesystem::path& given);

/// Returns the executable.
[[nodiscard]] std::filesystem::path find_program();

/// Returns ../libexec/codau/codau-worker, relative to the folder of the executable. If this file
/// does not exist, returns codau-worker next to the executable, which may not exist either.
[[nodiscard]] std::filesystem::path find_worker();

/// Returns the number of processors that this process may run on, at least 1.
[[nodiscard]] std::uint32_t count_processors();

}  // namespace codau::app
