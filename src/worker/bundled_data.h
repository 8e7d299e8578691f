// worker/bundled_data.h — tells libraries where a bundle (tools/bundle) keeps their data.
#pragma once

#include <filesystem>
#include <vector>

namespace codau::worker {

/// Sets the environment variable FONTCONFIG_FILE if the worker program `program` belongs to a
/// bundle: if share/codau beside it has the file bundle.tsv. The value is the file
/// fonts/fonts.conf, for Poppler, which draws letters of PDFs that embed no fonts. Keeps a value
/// that is set already. Call before other threads start.
void use_bundled_data(const std::filesystem::path& program);

/// Returns the folders that libraries read while they open documents: fonts and their settings,
/// PDF encodings, locales, and the folder of FONTCONFIG_FILE.
[[nodiscard]] std::vector<std::filesystem::path> list_library_data();

}  // namespace codau::worker
