// export/target_folder.h — a folder that is replaced as a whole.
#pragma once

#include <filesystem>

namespace codau::exports {

/// ".<name>.part" beside `target`, emptied of what a dead process left there and removed at the
/// end. Throws Error{kOutput} with path and cause.
class TemporaryFolder {
 public:
  explicit TemporaryFolder(const std::filesystem::path& target);
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

 private:
  std::filesystem::path path_;
};

/// A folder in the making: a temporary beside `target`, removed again unless it is kept. Throws
/// Error{kOutput} with path and cause; so, too, where `target` holds anything that no export wrote:
/// nothing of a user is ever removed. Law: whatever stops it, `target` is the old folder or the
/// whole new one.
class TargetFolder {
 public:
  explicit TargetFolder(const std::filesystem::path& target);
  /// Where to write.
  [[nodiscard]] const std::filesystem::path& part() const noexcept { return part_.path(); }
  /// Takes the place of `target`. Once.
  void keep();

 private:
  std::filesystem::path target_;
  TemporaryFolder part_;
};

}  // namespace codau::exports
