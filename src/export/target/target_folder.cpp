#include "export/target/target_folder.h"

#include <fcntl.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <string>
#include <string_view>
#include <system_error>

#include "core/error.h"
#include "core/message.h"
#include "export/target/target_guard.h"
#include "io/atomic_file.h"

namespace codau::exports {
namespace {

namespace fs = std::filesystem;

void check(const fs::path& path, const std::error_code& error) {
  if (error) throw make_write_error(path.string(), error.value());
}

/// Tells whether a file is one that desktops create in folders that they show.
bool is_of_desktop(const fs::path& file) {
  constexpr std::array<std::string_view, 3> kSystemFiles{"Thumbs.db", "desktop.ini", ".DS_Store"};
  return std::ranges::find(kSystemFiles, file.filename().string()) != kSystemFiles.end();
}

/// Refuses a folder with files other than those named in its manifest, except files of desktops.
/// Unless `force`, also refuses a folder with a changed file. An empty folder may be replaced.
void check_files(const fs::path& target, const EarlierExport& earlier, bool force) {
  std::error_code error;
  for (fs::recursive_directory_iterator walk(target, error), end; walk != end && !error;
       walk.increment(error)) {
    if (walk->is_directory(error) && !walk->is_symlink(error)) continue;
    const std::string name = walk->path().lexically_relative(target).generic_string();
    if (is_of_desktop(walk->path())) continue;
    if (earlier.has_manifest() && (name == "manifest.json" || name == "rejects.jsonl")) continue;
    if (!earlier.has_file(name)) {
      refuse_overwrite(target,
                       both("thư mục đích có tệp khác (" + name +
                                "), mà lệnh xuất thay toàn bộ thư mục; chọn thư mục khác hoặc thư "
                                "mục trống",
                            "holds a file that codau did not write (" + name +
                                "), and an export replaces the whole folder; name another folder "
                                "or an empty one"));
    }
    if (!force && !earlier.is_unchanged(name, walk->path())) {
      refuse_overwrite(
          walk->path(),
          both("đã được sửa sau khi xuất; chọn đích khác, hoặc thêm --force để ghi đè",
               "was changed since it was exported; name another target, or write over it with "
               "--force"));
    }
  }
  check(target, error);
}

fs::path replaceable(const fs::path& given, std::string_view format, bool force) {
  fs::path target = given.has_filename() ? given : given.parent_path();  // "folder/"
  refuse_store(target);
  std::error_code error;
  if (!fs::exists(fs::symlink_status(target, error))) return target;
  if (!fs::is_directory(fs::symlink_status(target, error))) {
    refuse_overwrite(
        target, both("không phải thư mục; chọn đích khác", "is not a folder; name another target"));
  }
  const EarlierExport earlier(target / "manifest.json");
  check_files(target, earlier, force);
  if (earlier.has_manifest() && earlier.format() != format && !force) {
    refuse_overwrite(target,
                     both("thư mục này chứa kết quả xuất ở định dạng " + earlier.format() +
                              "; chọn thư mục khác, hoặc thêm --force để thay",
                          "holds an export in another form; name another folder, or replace it "
                          "with --force"));
  }
  return target;
}

/// Swaps two paths atomically; returns false if the file system cannot.
bool exchange(const fs::path& one, const fs::path& other) {
  if (::renameat2(AT_FDCWD, one.c_str(), AT_FDCWD, other.c_str(), RENAME_EXCHANGE) == 0)
    return true;
  if (errno == EINVAL || errno == ENOSYS) return false;
  throw make_write_error(other.string(), errno);
}

}  // namespace

TargetFolder::TargetFolder(const fs::path& target, std::string_view format, bool force)
    : target_(replaceable(target, format, force)), part_(target_, io::TempFile::Kind::kFolder) {}

void TargetFolder::commit() {
  replaceable(target_, {}, true);  // somebody may have added a file meanwhile
  const io::ScopedSignalBlock moving;
  std::error_code error;
  // After a swap, the part is the old folder, and is removed.
  if (!fs::exists(target_, error) || !exchange(temp_folder(), target_)) {
    // Not atomic: a kill in between leaves the new folder only under its temporary name.
    fs::remove_all(target_, error);
    check(target_, error);
    fs::rename(temp_folder(), target_, error);
    check(target_, error);
    part_.release();
  }
  io::sync_folder(target_.has_parent_path() ? target_.parent_path() : ".");
}

}  // namespace codau::exports
