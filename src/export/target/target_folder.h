// export/target/target_folder.h — a folder that is replaced as a whole.
#pragma once

#include <filesystem>
#include <string_view>

#include "io/temp_file.h"

namespace codau::exports {

/// A temporary folder (io/temp_file.h), removed unless kept. Throws Error{kOutput} with path and
/// cause. Throws Error{kUsage} if `target` holds a file that no export wrote: files of a user are
/// never removed. Also throws Error{kUsage}, unless `force`, if `target` is an export in another
/// form than `format`, or somebody has changed one of its files. Law: whatever stops it, `target`
/// is the old folder or the whole new one.
class TargetFolder {
 public:
  explicit TargetFolder(const std::filesystem::path& target, std::string_view format,
                        bool force = false);
  /// Returns the folder to write into.
  [[nodiscard]] const std::filesystem::path& part() const noexcept { return part_.path(); }
  /// Replaces `target`, if it may still be replaced. Call once.
  void keep();

 private:
  std::filesystem::path target_;
  io::TempFile part_;
};

}  // namespace codau::exports
