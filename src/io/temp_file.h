// io/temp_file.h — temporary files and folders. In these comments, "file" includes folders. A
// temporary file stands beside its target: the file whose name it takes when it is complete. Its
// own name is one that only codau uses.
//
// A temporary file is removed by the destructor of its TempFile, or by a signal handler. If the
// process dies without either, the next remove_stale_temp_files() removes it.
#pragma once

#include <signal.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace codau::io {

/// Returns the path of the temporary file for `target`: ".NAME.codau-part" in the folder of
/// `target`. codau may remove any file with such a name.
[[nodiscard]] std::filesystem::path temp_path(const std::filesystem::path& target);

/// Throws Error{kOutput} if `target` is reached through a symbolic link that may lead it out of
/// OUT, the output folder of `codau run` (known by its file codau.db). These folders must not be
/// links:
/// 1. OUT/text, OUT/pdf, OUT/signed, OUT/debug, OUT/documents (of an older codau), OUT/records,
///    OUT/exports and OUT/lexicon;
/// 2. folders below them that contain `target`.
/// All other paths are accepted.
void refuse_symlinked_folders(const std::filesystem::path& target);

/// A new, empty temporary file. This object locks it, so that remove_stale_temp_files() leaves it.
/// The destructor removes it unless release() was called. All objects of a process share a list:
/// only one thread at a time may construct, release or destroy any of them.
class TempFile {
 public:
  enum class Kind : std::uint8_t { kFile, kFolder };
  /// Makes the file at temp_path(target), and its parent folders. Replaces a temporary file that a
  /// dead process left. Throws Error{kOutput} with the target and the cause if:
  /// 1. another process is writing the same target;
  /// 2. the file or a parent folder cannot be made;
  /// 3. refuse_symlinked_folders() refuses the target.
  TempFile(const std::filesystem::path& target, Kind kind);
  ~TempFile();
  TempFile(TempFile&& other) noexcept;
  TempFile& operator=(TempFile&&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
  /// Returns the open file, for writing; of a folder, the open folder, for reading.
  [[nodiscard]] int fd() const noexcept { return fd_; }
  /// Closes the file and keeps it. Call it once, after renaming the file to its target.
  void release();

 private:
  std::filesystem::path path_;
  int fd_ = -1;
};

/// Removes the temporary files directly in `folder` that dead processes left. These stay:
/// 1. a file that a living process holds as TempFile;
/// 2. a file that cannot be opened or removed, or is on a file system without locks.
/// Does nothing if `folder` is a link or does not exist.
void remove_stale_temp_files(const std::filesystem::path& folder);

/// Returns the paths of all temporary files directly in `folder`, in any order. Files that a
/// process holds are listed, too. Empty if the folder cannot be read.
[[nodiscard]] std::vector<std::filesystem::path> list_temp_files(
    const std::filesystem::path& folder);

/// Makes SIGINT, SIGTERM and SIGHUP end the process at once with exit code 130. The handler first
/// removes every TempFile of the process, then prints `last_words` on standard error. A signal that
/// the process ignores stays ignored. Only for commands that may end at any point, and whose child
/// processes may also end at any point.
void remove_temp_files_on_signal(std::string last_words);

/// Delays SIGINT, SIGTERM and SIGHUP in the calling thread while the object lives, so that no
/// signal comes between several renames.
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
