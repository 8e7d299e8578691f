#include "export/target/target_guard.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <fstream>
#include <nlohmann/json.hpp>
#include <system_error>

#include "core/error.h"
#include "core/message.h"
#include "record/schema/ids.h"
#include "store/schema/database_identity.h"

namespace codau::exports {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

std::string text_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found == object.end() || !found->is_string() ? std::string{} : found->get<std::string>();
}

bool lies_in_output(const fs::path& target) {
  std::error_code error;
  const fs::path place = fs::weakly_canonical(fs::absolute(target, error), error);
  if (error) return false;
  for (fs::path inner = place; inner.has_relative_path(); inner = inner.parent_path()) {
    const fs::path folder = inner.parent_path();
    if (is_kept_by_run(inner.filename().string()) && fs::exists(folder / "codau.db", error))
      return true;
  }
  return false;
}

bool holds_nothing(const fs::path& file) {
  std::error_code error;
  return fs::file_size(file, error) == 0 && !error;
}

}  // namespace

void refuse_overwrite(const fs::path& path, const Message& why) {
  throw Error(ErrorCode::kUsage, path.string() + ": " + why);
}

bool is_same_file(const fs::path& one, const fs::path& other) {
  std::error_code error;
  return fs::equivalent(one, other, error) && !error;
}

fs::path resolve_links(const fs::path& target) {
  std::error_code error;
  if (!fs::is_symlink(target, error)) return target;
  fs::path real = fs::canonical(target, error);
  if (!error) return real;
  std::error_code none;  // the pipe of /dev/stderr has no name of its own
  if (fs::is_other(fs::status(target, none))) return target;
  throw make_write_error(target.string(), error.value());
}

bool is_kept_by_run(std::string_view name) {
  constexpr std::array<std::string_view, 11> kOutputEntries{
      "text",          "pdf",           "signed",      "debug",    "documents", "records",
      "manifest.json", "rejects.jsonl", "rejects.csv", "run.json", "run.lock"};
  return name.starts_with("codau.db") || name.starts_with("pages.db") ||
         name.starts_with("history.db") || name.starts_with("hand.db") ||
         std::ranges::find(kOutputEntries, name) != kOutputEntries.end();
}

EarlierExport::EarlierExport(const fs::path& manifest) {
  std::ifstream file(manifest);
  const Json json = Json::parse(file, nullptr, false);
  if (!json.is_object() || !json.contains("export") || !json["export"].is_object()) return;
  format_ = text_of(json["export"], "format");
  has_provenance_ = json["export"].value("provenance", Json()) == Json(true);
  if (!json.contains("files") || !json["files"].is_array()) return;
  for (const Json& entry : json["files"]) {
    if (entry.is_object()) hashes_[text_of(entry, "path")] = text_of(entry, "sha256");
  }
}

bool EarlierExport::is_unchanged(const std::string& path, const fs::path& file) const {
  const auto found = hashes_.find(path);
  const bool readable = std::ifstream(file).good();
  return found != hashes_.end() && readable && record::sha256_of_file(file) == found->second;
}

void refuse_store(const fs::path& target) {
  if (store::is_store(target) || store::is_store(target / "codau.db") || lies_in_output(target)) {
    refuse_overwrite(target,
                     both("là dữ liệu của codau run, không ghi đè được; chọn đích khác",
                          "belongs to the output of codau run and is never written over; name "
                          "another target"));
  }
}

void refuse_foreign_file(const fs::path& target, const EarlierExport& earlier,
                         const std::string& path, bool force) {
  refuse_store(target);
  std::error_code error;
  const fs::file_status status = fs::status(target, error);
  if (!fs::exists(status)) return;
  if (!fs::is_regular_file(status)) {
    refuse_overwrite(target, both("không phải tệp thường; chọn đích khác",
                                  "is not a regular file; name another target"));
  }
  if (force || holds_nothing(target) || earlier.is_unchanged(path, target)) return;
  refuse_overwrite(
      target, earlier.has_file(path)
                  ? both("đã được sửa sau khi xuất; chọn đích khác, hoặc thêm --force để ghi đè",
                         "was changed since it was exported; name another target, or write "
                         "over it with --force")
                  : both("tệp này không do codau xuất ra; chọn đích khác, hoặc thêm --force để "
                         "ghi đè",
                         "codau did not write this file; name another target, or write over "
                         "it with --force"));
}

void refuse_foreign_log(const fs::path& log, const std::function<bool(std::string_view)>& is_ours,
                        const Message& remedy) {
  refuse_store(log);
  std::error_code error;
  if (!fs::is_regular_file(log, error) || holds_nothing(log)) return;
  constexpr std::size_t kMaxFirstLineBytes = std::size_t{4} << 20U;
  std::string line(kMaxFirstLineBytes, '\0');
  std::ifstream file(log, std::ios::binary);
  file.read(line.data(), static_cast<std::streamsize>(kMaxFirstLineBytes));
  line.resize(static_cast<std::size_t>(file.gcount()));
  line.resize(std::min(line.find('\n'), line.size()));
  if (!is_ours(line)) refuse_overwrite(log, remedy);
}

}  // namespace codau::exports
