#include "pipeline/inputs/models.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <system_error>
#include <utility>

#include "core/error.h"
#include "core/message.h"
#include "record/schema/ids.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;

void add_folder(const fs::path& folder, const std::string& called, std::vector<ModelFile>& files) {
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    const fs::path& path = entry->path();
    const std::string name = path.filename().string();
    if (!entry->is_regular_file(error) || name.starts_with('.') || path.extension() == ".md" ||
        path.extension() == ".txt") {  // notes and warm-up texts: no result depends on them
      continue;
    }
    files.push_back(
        {called + "/" + name, record::sha256_of_file(path), fs::file_size(path, error)});
  }
  if (error) throw Error(ErrorCode::kModel, folder.string() + ": " + describe_errno(error.value()));
}

}  // namespace

std::string_view program_version() noexcept { return CODAU_VERSION; }

std::vector<fs::path> list_lexicon_folders(const InstallationHome& home, const fs::path& out,
                                           const fs::path& given) {
  std::vector<fs::path> folders{home.data() / "lexicon"};
  std::error_code error;
  if (const fs::path user = out / "lexicon" / "user";
      fs::symlink_status(user, error).type() != fs::file_type::not_found)
    folders.push_back(user);
  if (!given.empty()) folders.push_back(given);
  return folders;
}

bool is_reading_model(const ModelFile& file) {
  return file.name.starts_with("models/") && file.name.ends_with(".net");
}

std::vector<ModelFile> list_model_files(const InstallationHome& home,
                                        std::span<const fs::path> lexicons) {
  std::vector<ModelFile> files;
  add_folder(home.models(), "models", files);
  add_folder(home.data(), "data", files);
  for (std::size_t k = 0; k < lexicons.size(); ++k)
    add_folder(lexicons[k], "lexicon/" + std::to_string(k + 1), files);
  std::sort(files.begin(), files.end(),
            [](const ModelFile& a, const ModelFile& b) { return a.name < b.name; });
  return files;
}

}  // namespace codau::pipeline
