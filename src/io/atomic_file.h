// io/atomic_file.h — writes files that appear under their names only when they are complete.
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

/// Thrown if the reader of a pipe has gone (`| head`). Nobody is left to write to, or to tell about
/// an error.
struct BrokenPipe {};

/// Gathers bytes into large writes, to an open file or to a function. Not thread-safe.
class FileSink {
 public:
  /// Writes to `fd`, which the caller closes. `name`: for messages.
  FileSink(int fd, std::filesystem::path name);
  /// Calls `take` with the gathered bytes, mostly 64 KiB or more. A call has fewer bytes at
  /// flush(), and before a single write of 64 KiB or more.
  explicit FileSink(std::function<void(std::string_view)> take);
  /// Adds bytes. Throws Error{kOutput} with the name and the cause (full, read-only, no
  /// permission), or BrokenPipe.
  void write(std::string_view bytes);
  /// Hands the gathered bytes to the system. Throws as write(). The destructor does not flush.
  void flush();

 private:
  std::function<void(std::string_view)> take_;
  std::string gathered_;
};

/// Tells when a complete file becomes durable, so that it survives a power failure.
/// 1. kNow: at once, together with its folder.
/// 2. kLater: by a later sync_files(). Until then nobody may see the folder.
/// 3. kTogether: with other files (AtomicFileBatch). The files appear under their names only then.
enum class Durability : std::uint8_t { kNow, kLater, kTogether };

/// A temporary file (io/temp_file.h) that replaces `target`. The temporary file is removed unless
/// commit() is called. Law: whatever stops it, `target` holds the old bytes or all the new ones.
class AtomicFile {
 public:
  /// Makes the temporary file and the parent folders. Throws Error{kOutput} with path and cause.
  explicit AtomicFile(std::filesystem::path target);

  /// Returns the temporary file, open for writing.
  [[nodiscard]] int fd() const noexcept { return temp_.fd(); }
  /// Returns the path of the temporary file.
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return temp_.path(); }
  /// Makes the file durable, renames it to its target, and makes the folder durable. With kLater,
  /// only renames the file. Except with kLater, a target that already has the same bytes stays.
  /// Throws Error{kOutput}. Call once.
  void commit(Durability durable = Durability::kNow);

 private:
  friend class AtomicFileBatch;
  [[nodiscard]] int rename_to_target();  // returns an errno, or 0

  std::filesystem::path target_;
  TempFile temp_;
};

/// Complete files that appear together. All files are synced, then renamed, then their folders are
/// synced. All writes to the disk start before the first wait. Law: the law of AtomicFile holds for
/// each file.
class AtomicFileBatch {
 public:
  /// Adds a complete file that waits for commit().
  void add(AtomicFile file) { files_.push_back(std::move(file)); }
  /// Returns the number of waiting files.
  [[nodiscard]] std::size_t size() const noexcept { return files_.size(); }

  /// Makes all files durable under their names. Returns the first error, if any; later calls return
  /// the same error. Afterwards no file waits, even after an error.
  [[nodiscard]] std::optional<Error> try_commit();
  /// Does the same, and throws the error.
  void commit();

 private:
  [[nodiscard]] std::optional<Error> rename_to_target();

  std::vector<AtomicFile> files_;
  std::optional<Error> failed_;
};

/// Writes a file through AtomicFile in one call. If `body` throws, the old file stays and the
/// temporary file is removed.
void write_atomically(const std::filesystem::path& target,
                      const std::function<void(FileSink&)>& body,
                      Durability durable = Durability::kNow);
/// Writes `bytes` in the same way.
void write_atomically(const std::filesystem::path& target, std::string_view bytes);

/// Writes all bytes at the offset `at` of `fd`. Returns an errno, or 0.
[[nodiscard]] int write_at(int fd, std::uint64_t at, std::string_view bytes) noexcept;

/// Makes `folder` and its parents. Throws Error{kOutput}.
void make_folder(const std::filesystem::path& folder);
/// Makes the bytes of a file durable that other code wrote. Throws Error{kOutput}.
void sync_file(const std::filesystem::path& file);
/// Makes the names in a folder durable. Throws Error{kOutput}. Does nothing if the folder cannot be
/// opened, or if its file system cannot sync folders.
void sync_folder(const std::filesystem::path& folder);
/// Makes all data written to the file system of `folder` durable, by syncfs(2). Throws
/// Error{kOutput}. Before Linux 5.8 and on some FUSE file systems, a failed write is not reported.
void sync_files(const std::filesystem::path& folder);

}  // namespace codau::io
