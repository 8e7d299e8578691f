// app/installation.h — finds the models and the worker program (design, section 2), and counts the
// processors.
#pragma once

#include <cstdint>
#include <filesystem>

#include "pipeline/inputs/models.h"

namespace codau::app {

/// Returns the folder of the models. Uses `given` (--models) unless it is empty. Otherwise uses
/// ../share/codau next to the resolved executable. Otherwise uses the folder named in codau.home,
/// which the build writes next to the executable in a build tree. Throws Error{kModel} if no such
/// folder has models.
[[nodiscard]] pipeline::Home find_home(const std::filesystem::path& given);

/// Returns ../libexec/codau/codau-worker next to the resolved executable if it exists, else
/// codau-worker next to the executable.
[[nodiscard]] std::filesystem::path find_worker();

/// Returns the number of processors that this process may run on: the meaning of --jobs 0.
[[nodiscard]] std::uint32_t count_processors();

}  // namespace codau::app
