#include "office/jobs/export_formats.h"

#include <algorithm>
#include <array>
#include <system_error>

#include "export/xlsx/zip_file.h"
#include "io/atomic_file.h"
#include "pipeline/inputs/iso_time.h"

namespace codau::office {
namespace {

namespace fs = std::filesystem;

/// A format, and the ending of its file; folders are packed.
struct DownloadFormat {
  std::string_view name, ending;
};

constexpr std::array kFormats{DownloadFormat{"xlsx", ".xlsx"}, DownloadFormat{"xlsx-full", ".xlsx"},
                              DownloadFormat{"csv", ""}, DownloadFormat{"csv-excel", ""},
                              DownloadFormat{"jsonl", ""}};

const DownloadFormat* find_format(std::string_view name) {
  const auto* const found = std::ranges::find(kFormats, name, &DownloadFormat::name);
  return found == kFormats.end() ? nullptr : found;
}

}  // namespace

bool is_download_format(std::string_view format) { return find_format(format) != nullptr; }

std::string name_result(const std::vector<std::string>& arguments, std::int64_t time) {
  constexpr std::size_t kDateSize = 10;
  const DownloadFormat* const format = arguments.empty() ? nullptr : find_format(arguments.front());
  if (format == nullptr) return "codau";
  return "codau-" + pipeline::format_iso_time(time).substr(0, kDateSize) + '-' +
         std::string(format->name) + std::string(format->ending);
}

std::string pack_result(const fs::path& folder, const std::string& name) {
  const fs::path made = folder / name;
  if (!fs::is_directory(made)) return name;
  std::vector<exports::ZipEntry> entries;
  for (const fs::directory_entry& one : fs::recursive_directory_iterator(made)) {
    if (!one.is_regular_file()) continue;
    entries.push_back(
        {one.path().lexically_relative(made).generic_string(), {}, one.path(), one.file_size()});
  }
  std::ranges::sort(entries, {}, &exports::ZipEntry::name);
  io::AtomicFile packed(folder / (name + ".zip"));
  exports::write_zip(entries, folder / (name + ".zip"),
                     [&](std::uint64_t offset, std::string_view bytes) {
                       return io::write_at(packed.fd(), offset, bytes);
                     });
  packed.commit();
  std::error_code ignored;
  fs::remove_all(made, ignored);
  return name + ".zip";
}

}  // namespace codau::office
