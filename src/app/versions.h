// app/versions.h — `codau --version`: prints versions and hashes of models.
#pragma once

#include "core/language.h"

namespace codau::app {

/// Prints to standard output, one on each line:
/// 1. the version of codau;
/// 2. the versions of the libraries that affect its results. The worker program (codau-worker)
///    reports most of them; if it fails, the reason is printed instead;
/// 3. name and SHA-256 of each model, data file and table of words.
/// Returns 0. Throws Error{kModel} if no models are found or a file cannot be read; Error{kOutput}
/// if standard output cannot be written; io::BrokenPipe if its reader has gone.
[[nodiscard]] int print_versions(Language language);

}  // namespace codau::app
