// app/versions.h — `codau --version`: prints versions and hashes of models.
#pragma once

#include "app/language.h"

namespace codau::app {

/// Prints to standard output the versions of codau and of the libraries that affect its results.
/// Then prints the SHA-256 of each model and lexicon file. Returns 0. Throws Error{kModel} without
/// models.
[[nodiscard]] int print_versions(Language language);

}  // namespace codau::app
