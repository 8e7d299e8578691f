// app/locate.h — where the models and the worker program are (design, section 2), and how many
// processors there are.
#pragma once

#include <cstdint>
#include <filesystem>

#include "pipeline/inputs/models.h"

namespace codau::app {

/// `given` (--models) if it is not empty; else ../share/codau beside the resolved executable; else
/// the folder named in codau.home, which the build writes beside the executable in a build tree.
/// Throws Error{kModel} when there is none.
[[nodiscard]] pipeline::Home find_home(const std::filesystem::path& given);

/// ../libexec/codau/codau-worker beside the resolved executable, else codau-worker beside it.
[[nodiscard]] std::filesystem::path find_worker();

/// Processors that this process may run on: what --jobs 0 means.
[[nodiscard]] std::uint32_t processors();

}  // namespace codau::app
