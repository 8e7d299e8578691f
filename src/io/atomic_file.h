// io/atomic_file.h — writes files that appear under their names only when they are complete.
// 1. write_atomically() writes one file.
// 2. AtomicFile is for callers that write the file themselves.
// 3. AtomicFileBatch completes many files together.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "io/temp_file.h"

namespace codau::io {

/// Thrown by FileSink if the program that reads our output through a pipe has ended (`| head`). Not
/// an Error, because nobody is left to write to or to tell.
struct BrokenPipe {};

/// Gathers bytes into large writes, to an open file or to a function. Call flush() at the end; the
/// destructor drops gathered bytes. Not thread-safe.
class FileSink {
 public:
  /// Writes to the open file `fd`, which the caller closes. `name`: the file, for messages.
  FileSink(int fd, std::filesystem::path name);
  /// Calls `take` with the bytes, mostly 64 KiB or more at a time.
  explicit FileSink(std::function<void(std::string_view)> take);
  /// Adds bytes. Throws Error{kOutput} with name and cause (disk full, read-only, no permission) if
  /// the file cannot be written. Throws BrokenPipe if the reader of a pipe has ended. Passes on
  /// what `take` throws.
  void write(std::string_view bytes);
  /// Writes the gathered bytes to the file or the function. Throws like write().
  void flush();

 private:
  std::function<void(std::string_view)> take_;
  std::string gathered_;
};

/// When a complete file becomes durable, so that it survives a power failure.
enum class Durability : std::uint8_t {
  /// At once, with its folder.
  kNow,
  /// When the caller calls sync_files() (below). Until then a power failure may leave the file
  /// without its bytes, so no other program may see the folder yet.
  kLater,
  /// Together with other files: the caller adds the file to an AtomicFileBatch (below). All
  /// functions of this header that take a Durability write only one file, and treat this value as
  /// kNow.
  kTogether,
};

/// A new file that replaces `target` when it is complete. Write to fd() or path(), then call
/// commit(). Until then it is a temporary file beside `target` (io/temp_file.h), which is removed
/// if commit() is not called.
/// Law: after any crash, `target` has all the old bytes or all the new ones. With kLater, this
/// holds for a power failure only after sync_files().
class AtomicFile {
 public:
  /// Makes the temporary file and the parent folders. Throws Error{kOutput} with path and cause if:
  /// 1. another process is writing the same target;
  /// 2. the file or a parent folder cannot be made;
  /// 3. a symbolic link may lead `target` out of the output folder of `codau run`
  ///    (refuse_symlinked_folders(), io/temp_file.h).
  explicit AtomicFile(std::filesystem::path target);

  /// Returns the open temporary file, for writing.
  [[nodiscard]] int fd() const noexcept { return temp_.fd(); }
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return temp_.path(); }
  /// Moves the file to `target`, and makes the file and its folder durable. If `target` already has
  /// the same bytes, it stays. With kLater, only moves the file. Throws Error{kOutput} with path
  /// and cause; the target then has the old bytes, or the new bytes not yet durable. Call once.
  void commit(Durability durable = Durability::kNow);

 private:
  friend class AtomicFileBatch;
  [[nodiscard]] int rename_to_target();  // returns an errno, or 0

  std::filesystem::path target_;
  TempFile temp_;
};

/// Complete files that become durable together, which is faster than one by one. First all are
/// synced, then all are moved to their targets, then their folders are synced. After a crash
/// between two moves, only some targets have their new bytes. Law: the law of AtomicFile holds for
/// each file.
class AtomicFileBatch {
 public:
  /// Adds a complete file. It keeps its temporary name until a commit, and is removed if no commit
  /// follows.
  void add(AtomicFile file) { files_.push_back(std::move(file)); }
  /// Returns the number of waiting files.
  [[nodiscard]] std::size_t size() const noexcept { return files_.size(); }

  /// Moves all files to their targets and makes them durable. Returns the first error (kOutput), if
  /// any; the files that are not yet moved are then removed. All later calls return this error,
  /// too.
  [[nodiscard]] std::optional<Error> try_commit();
  /// Does the same as try_commit(), but throws the error.
  void commit();

 private:
  [[nodiscard]] std::optional<Error> rename_to_target();

  std::vector<AtomicFile> files_;
  std::optional<Error> failed_;
};

/// Writes `target` as an AtomicFile: `body` writes the bytes, then flush() and commit() follow.
/// Throws Error{kOutput} with path and cause, and passes on what `body` throws. If `body` or
/// flush() fails, the old file stays.
void write_atomically(const std::filesystem::path& target,
                      const std::function<void(FileSink&)>& body,
                      Durability durable = Durability::kNow);
/// Writes `bytes` in the same way, with kNow.
void write_atomically(const std::filesystem::path& target, std::string_view bytes);

/// Writes all bytes to the open file `fd`, beginning at byte `at` of the file. Returns 0, or the
/// errno of a failure.
[[nodiscard]] int write_at(int fd, std::uint64_t at, std::string_view bytes) noexcept;

// The functions below throw Error{kOutput} with path and cause.

/// Makes `folder` and its parents, unless they exist.
void make_folder(const std::filesystem::path& folder);
/// Makes a file durable that other code wrote.
void sync_file(const std::filesystem::path& file);
/// Makes the names in a folder durable. Does nothing if the folder cannot be opened, or if its file
/// system cannot sync folders.
void sync_folder(const std::filesystem::path& folder);
/// Makes all files on the file system of `folder` durable, by syncfs(2). Before Linux 5.8 and on
/// some FUSE file systems, the system does not report a failure.
void sync_files(const std::filesystem::path& folder);

}  // namespace codau::io
