// worker/bundled_data.h — tells libraries where a bundle (tools/bundle) keeps their data.
#pragma once

#include <filesystem>
#include <vector>

namespace codau::worker {

/// Sets environment variables if the worker program `program` belongs to a bundle, that is, if
/// share/codau of the bundle has the file bundle.tsv. Variables that are set already are kept.
/// 1. TESSDATA_PREFIX: the folder tessdata, for Tesseract;
/// 2. FONTCONFIG_FILE: the file fonts/fonts.conf, for Poppler, which draws letters of PDFs that
///    embed no fonts.
/// Call before other threads start.
void use_bundled_data(const std::filesystem::path& program);

/// Returns the folders that libraries read while they open documents: fonts and their settings,
/// PDF encodings, locales, and the folders of these variables.
[[nodiscard]] std::vector<std::filesystem::path> list_library_data();

}  // namespace codau::worker
