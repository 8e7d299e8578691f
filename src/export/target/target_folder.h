// export/target/target_folder.h — replaces a folder as a whole.
#pragma once

#include <filesystem>
#include <string_view>

#include "io/temp_file.h"

namespace codau::exports {

/// A temporary folder (io/temp_file.h) that replaces `target`. The temporary folder is removed
/// unless commit() is called. Law: whatever stops it, `target` is the old folder or the whole new
/// one. The law holds only if the file system can swap two folders (RENAME_EXCHANGE). Else a kill
/// during commit() may leave the new folder under its temporary name.
class TargetFolder {
 public:
  /// Makes the temporary folder. Throws Error{kUsage} if `target`:
  /// 1. holds a file that no export wrote, because files of a user are never removed;
  /// 2. is not a folder, or belongs to a store;
  /// 3. is an export in another format than `format`, unless `force`;
  /// 4. holds a file that somebody has changed since the export, unless `force`.
  /// Throws Error{kOutput} with path and cause.
  explicit TargetFolder(const std::filesystem::path& target, std::string_view format,
                        bool force = false);
  /// Returns the folder to write into.
  [[nodiscard]] const std::filesystem::path& temp_folder() const noexcept { return part_.path(); }
  /// Replaces `target`. Checks again that no foreign file is in `target`. Call once.
  void commit();

 private:
  std::filesystem::path target_;
  io::TempFile part_;
};

}  // namespace codau::exports
