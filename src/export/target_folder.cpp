#include "export/target_folder.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <system_error>
#include <utility>

#include "core/error.h"
#include "core/message.h"
#include "export/files.h"

namespace codau::exports {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

[[noreturn]] void refuse(const fs::path& path, const Message& why) {
  throw Error(ErrorCode::kOutput, path.string() + ": " + why);
}

void check(const fs::path& path, const std::error_code& error) {
  if (error) throw cannot_write(path.string(), error.value());
}

/// The files that the manifest of an earlier export names; empty when there is none.
std::set<std::string> written_before(const fs::path& folder) {
  std::ifstream file(folder / "manifest.json");
  const Json manifest = Json::parse(file, nullptr, false);
  if (!manifest.is_object() || !manifest.contains("export") || !manifest.contains("files"))
    return {};
  std::set<std::string> names{"manifest.json", "rejects.jsonl"};
  for (const Json& entry : manifest["files"]) {
    if (entry.is_object() && entry.contains("path") && entry["path"].is_string()) {
      names.insert(entry["path"].get<std::string>());
    }
  }
  return names;
}

/// A folder may go when it holds nothing, or nothing but what its manifest names.
fs::path replaceable(const fs::path& given) {
  fs::path target = given.has_filename() ? given : given.parent_path();  // "folder/"
  std::error_code error;
  if (!fs::exists(fs::symlink_status(target, error))) return target;
  if (!fs::is_directory(fs::symlink_status(target, error))) {
    refuse(target,
           both("không phải thư mục; hãy chọn đích khác", "is not a folder; name another target"));
  }
  const std::set<std::string> ours = written_before(target);
  for (fs::recursive_directory_iterator walk(target, error), end; walk != end && !error;
       walk.increment(error)) {
    if (walk->is_directory(error) && !walk->is_symlink(error)) continue;
    const std::string name = walk->path().lexically_relative(target).generic_string();
    if (!ours.contains(name)) {
      refuse(target,
             name + ": " +
                 both("thư mục đích có tệp khác, mà xuất thì thay cả thư mục; hãy chọn đích khác",
                      "a file that no export wrote, and an export replaces the folder; "
                      "name another target"));
    }
  }
  check(target, error);
  return target;
}

/// Whether both changed places at once; false where the file system cannot.
bool exchange(const fs::path& one, const fs::path& other) {
  if (::renameat2(AT_FDCWD, one.c_str(), AT_FDCWD, other.c_str(), RENAME_EXCHANGE) == 0)
    return true;
  if (errno == EINVAL || errno == ENOSYS) return false;
  throw cannot_write(other.string(), errno);
}

}  // namespace

TemporaryFolder::TemporaryFolder(const fs::path& target)
    : path_(target.parent_path() / ("." + target.filename().string() + ".part")) {
  std::error_code error;
  fs::remove_all(path_, error);
  check(target, error);
  make_folder(path_);
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

TargetFolder::TargetFolder(const fs::path& target) : target_(replaceable(target)), part_(target_) {}

void TargetFolder::keep() {
  std::error_code error;
  if (fs::exists(target_, error)) {
    if (!exchange(part(), target_)) {
      // Not at once: a kill in between leaves the new folder under its temporary name only.
      fs::remove_all(target_, error);
      check(target_, error);
      fs::rename(part(), target_, error);
    }
  } else {
    fs::rename(part(), target_, error);
  }
  check(target_, error);
  sync_folder(target_.has_parent_path() ? target_.parent_path() : ".");
}

}  // namespace codau::exports
