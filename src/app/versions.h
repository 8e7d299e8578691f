// app/versions.h — `codau --version`.
#pragma once

#include "app/language.h"

namespace codau::app {

/// Prints the versions of codau, of the libraries that shape its results, and the hashes of its
/// models. Returns 0; throws Error{kModel} without models.
[[nodiscard]] int print_versions(Language language);

}  // namespace codau::app
