// app/versions.h — `codau --version`: prints versions and hashes of models.
#pragma once

#include "app/language.h"

namespace codau::app {

/// Prints to standard output, one on each line:
/// 1. the version of codau;
/// 2. the versions of the libraries that affect its results. For most of them codau asks the worker
///    program (codau-worker); if this fails, the reason is printed instead;
/// 3. name and SHA-256 of each model, data file and table of words.
/// Returns 0. Throws Error{kModel} if no models are found or a file cannot be read; Error{kOutput}
/// if standard output cannot be written; io::BrokenPipe if its reader has gone.
[[nodiscard]] int print_versions(Language language);

}  // namespace codau::app
