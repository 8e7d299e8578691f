// io/temp_file.h — temporary files and folders beside their targets, under names that only codau
// uses. The destructor or a signal handler removes a temporary file. If the process dies without
// either, the next remove_stale_temp_files() removes the file. In these comments, a file may also
// be a folder.
#pragma once

#include <signal.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace codau::io {

/// Returns the path of the temporary file for `target`: ".<name>.codau-part" in the same folder.
/// Every file of such a name is codau's and may be removed.
[[nodiscard]] std::filesystem::path temp_path(const std::filesystem::path& target);

/// Throws Error{kOutput} if `target` is in OUT, the output folder of `codau run`, and a folder
/// between OUT and `target` is a link. Such a link leads out of OUT. Applies to targets in
/// OUT/documents, OUT/records, OUT/exports and OUT/lexicon.
void refuse_symlinked_folders(const std::filesystem::path& target);

/// A new, empty file or folder at temp_path(target), locked by this object. The destructor removes
/// the file unless release() was called. Not thread-safe.
class TempFile {
 public:
  enum class Kind : std::uint8_t { kFile, kFolder };
  /// Makes the file and its parent folders. Throws Error{kOutput} with the target and the cause,
  /// also if another process is writing the same target. Throws as refuse_symlinked_folders().
  TempFile(const std::filesystem::path& target, Kind kind);
  ~TempFile();
  TempFile(TempFile&& other) noexcept;
  TempFile& operator=(TempFile&&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
  /// Returns the open file: a file for writing, a folder for reading.
  [[nodiscard]] int fd() const noexcept { return fd_; }
  /// Keeps the file, which has another name now, and closes it. Call once.
  void release();

 private:
  std::filesystem::path path_;
  int fd_ = -1;
};

/// Removes the temporary files in `folder` that no living process holds. A file that cannot be
/// removed stays. Does nothing if `folder` is a link.
void remove_stale_temp_files(const std::filesystem::path& folder);

/// Returns the temporary files in `folder`, including files that a process holds.
[[nodiscard]] std::vector<std::filesystem::path> list_temp_files(
    const std::filesystem::path& folder);

/// Makes SIGINT, SIGTERM and SIGHUP end the process at once, with exit code 130. Signals that the
/// process ignores stay ignored. The handler removes every TempFile of the process and prints
/// `last_words` on standard error. For commands whose child processes may die with them at any
/// time.
void remove_temp_files_on_signal(std::string last_words);

/// Delays SIGINT, SIGTERM and SIGHUP while the object lives, so that several renames happen
/// together.
class ScopedSignalBlock {
 public:
  ScopedSignalBlock();
  ~ScopedSignalBlock();
  ScopedSignalBlock(const ScopedSignalBlock&) = delete;
  ScopedSignalBlock& operator=(const ScopedSignalBlock&) = delete;

 private:
  sigset_t before_;
};

}  // namespace codau::io
