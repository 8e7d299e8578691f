// io/temp_file.h — temporary files and folders beside their targets. Only codau uses their names.
// The destructor or a signal handler removes a temporary file. If the process dies without either,
// the next remove_stale_temp_files() removes the file. Folders are treated like files.
#pragma once

#include <signal.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace codau::io {

/// Returns ".<name>.codau-part" beside `target`. Any file of such a name is codau's and may be
/// removed.
[[nodiscard]] std::filesystem::path temp_path(const std::filesystem::path& target);

/// Throws Error{kOutput} if a folder between OUT and `target` is a link, since the link leads out
/// of OUT. Applies to targets in OUT/documents, records, exports or lexicon of an output.
void refuse_symlinked_folders(const std::filesystem::path& target);

/// A new, empty file or folder at temp_path(target). The object locks the file and removes the file
/// at its end, unless it was released. Makes the parent folders. For one thread.
/// Throws Error{kOutput} with the target and the cause, also if another process is writing the
/// target, and like refuse_symlinked_folders().
class TempFile {
 public:
  enum class Kind : std::uint8_t { kFile, kFolder };
  TempFile(const std::filesystem::path& target, Kind kind);
  ~TempFile();
  TempFile(TempFile&& other) noexcept;
  TempFile& operator=(TempFile&&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
  [[nodiscard]] int fd() const noexcept { return fd_; }
  /// Tells that the file has another name now: nothing is removed. Once.
  void release();

 private:
  std::filesystem::path path_;
  int fd_ = -1;
};

/// Removes the temporary files in `folder` that no living process holds. A file that cannot be
/// removed stays.
/// Does nothing if `folder` is a link.
void remove_stale_temp_files(const std::filesystem::path& folder);

/// Returns the temporary files in `folder`, whether a process holds them or not.
[[nodiscard]] std::vector<std::filesystem::path> list_temp_files(
    const std::filesystem::path& folder);

/// Makes SIGINT, SIGTERM and SIGHUP end the process with exit code 130 at once, except ignored
/// signals. The handler removes every TempFile of the process and prints `last_words` on standard
/// error. For commands whose workers may die with them at any time.
void remove_temp_files_on_signal(std::string last_words);

/// Delays these signals while the object lives: for moves that belong together.
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
