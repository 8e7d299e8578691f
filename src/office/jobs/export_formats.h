// office/jobs/export_formats.h — the formats of `codau export` that a browser can download.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace codau::office {

/// Returns true if the server makes this format.
[[nodiscard]] bool is_download_format(std::string_view format);

/// Returns the name of the file or folder that an export makes ("codau-2026-11-30-xlsx.xlsx").
/// `arguments`: those after `codau export OUT`. The first is the format. `time`: seconds since
/// 1970.
[[nodiscard]] std::string name_result(const std::vector<std::string>& arguments, std::int64_t time);

/// Packs a result that is a folder into a ZIP file beside it, and removes the folder. Returns the
/// name of the file to download. Throws Error{kOutput} if the file cannot be written.
[[nodiscard]] std::string pack_result(const std::filesystem::path& folder, const std::string& name);

}  // namespace codau::office
