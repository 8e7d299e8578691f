// export/target/target_folder.h — replaces a whole folder by a new folder.
#pragma once

#include <filesystem>
#include <string_view>

#include "io/temp_file.h"

namespace codau::exports {

/// A temporary folder, into which an export writes its files. It is in the parent folder of
/// `target` (io/temp_file.h), and takes the place of `target` at commit(). Without commit(), the
/// destructor removes the temporary folder.
///
/// Some file systems can swap two folders in one step (renameat2 with RENAME_EXCHANGE). Law, on
/// these file systems: `target` is always the old folder or the whole new folder. On other file
/// systems, a kill during commit() may leave `target` incomplete or missing.
class TargetFolder {
 public:
  /// Makes the temporary folder. `format`: the format of the new export, for example "csv". Throws
  /// Error{kUsage} if `target`:
  /// 1. has a file that its manifest.json does not list, because files of a user are never removed
  ///    (manifest.json and rejects.jsonl themselves need not be listed);
  /// 2. is a file or a link, even a link to a folder; to follow the link, pass the result of
  ///    resolve_links() (target_guard.h);
  /// 3. is or belongs to a store, the output folder of `codau run` (refuse_store() in
  ///    target_guard.h);
  /// 4. is an earlier export in another format, unless `force`;
  /// 5. has a file that has changed since the earlier export, unless `force`.
  /// So `target` may be missing, an earlier export, or a folder without files. Files that desktops
  /// create (Thumbs.db, desktop.ini, .DS_Store) do not count, and commit() removes them. If
  /// `target` contains a link, reason 5 compares the file to which it leads. Throws Error{kOutput}
  /// if `target` cannot be read, or the temporary folder cannot be made.
  explicit TargetFolder(const std::filesystem::path& target, std::string_view format,
                        bool force = false);
  /// Returns the temporary folder. Write the files there before commit().
  [[nodiscard]] const std::filesystem::path& temp_folder() const noexcept { return part_.path(); }
  /// Puts the temporary folder in the place of `target`, and removes the old folder. Call once.
  /// Checks the reasons 1 to 3 of the constructor again, and throws Error{kUsage} as it does.
  /// Throws Error{kOutput} if the folders cannot be swapped.
  void commit();

 private:
  std::filesystem::path target_;
  io::TempFile part_;
};

}  // namespace codau::exports
