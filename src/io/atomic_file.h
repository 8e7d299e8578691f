// io/atomic_file.h — files that appear under their name only when they are complete.
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

/// Thrown if the reader of a pipe has gone (`| head`): nobody is left to write to, or to tell.
struct BrokenPipe {};

/// Gathers bytes into large writes, to an open file or to a function. Not thread-safe.
class FileSink {
 public:
  /// Writes to `fd`, which the caller closes. `name` is for messages.
  FileSink(int fd, std::filesystem::path name);
  /// Calls `take` with the gathered bytes, mostly 64 KiB or more at a time. A call has fewer bytes
  /// before a write of 64 KiB or more, and at flush().
  explicit FileSink(std::function<void(std::string_view)> take);
  /// Throws Error{kOutput} with the name and the cause (full, read-only, no permission), or
  /// BrokenPipe.
  void write(std::string_view bytes);
  /// Hands the gathered bytes to the system. Throws like write(). Bytes that are not flushed are
  /// lost.
  void flush();

 private:
  std::function<void(std::string_view)> take_;
  std::string gathered_;
};

/// When a complete file becomes durable.
/// With kNow: at once, together with its folder.
/// With kLater: later, by sync_files(); until then nobody may see the folder.
/// With kTogether: together with other files (AtomicFileBatch), which appear under their names only
/// then.
enum class Durability : std::uint8_t { kNow, kLater, kTogether };

/// A temporary file (io/temp_file.h), removed unless commit() is called. Makes the parent folders.
/// Throws Error{kOutput} with path and cause. Law: whatever stops it, `target` holds the old bytes
/// or all the new ones.
class AtomicFile {
 public:
  explicit AtomicFile(std::filesystem::path target);

  [[nodiscard]] int fd() const noexcept { return temp_.fd(); }
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return temp_.path(); }
  /// Syncs the file, renames it to its target and syncs the folder; kLater: only renames it. Once.
  void commit(Durability durable = Durability::kNow);

 private:
  friend class AtomicFileBatch;
  [[nodiscard]] int rename_to_target();  // returns an errno, or 0

  std::filesystem::path target_;
  TempFile temp_;
};

/// Complete files that wait for each other. All files are synced, then renamed, then their folders
/// are synced: two waits for the disk, whatever the number of files. Law: the law of AtomicFile
/// holds for each file.
class AtomicFileBatch {
 public:
  void add(AtomicFile file) { files_.push_back(std::move(file)); }
  [[nodiscard]] std::size_t size() const noexcept { return files_.size(); }

  /// Keeps all files. Returns the first error, if any; later calls return the same error.
  /// Afterwards no file waits.
  [[nodiscard]] std::optional<Error> try_commit();
  /// Like try_commit(), but throws the error.
  void commit();

 private:
  [[nodiscard]] std::optional<Error> rename_to_target();

  std::vector<AtomicFile> files_;
  std::optional<Error> failed_;
};

/// Writes a file by AtomicFile in one call. If `body` throws, the old file stays, and no temporary
/// file.
void write_atomically(const std::filesystem::path& target,
                      const std::function<void(FileSink&)>& body,
                      Durability durable = Durability::kNow);
void write_atomically(const std::filesystem::path& target, std::string_view bytes);

/// Writes bytes at an offset of `fd`. Returns an errno, or 0.
[[nodiscard]] int write_at(int fd, std::uint64_t at, std::string_view bytes) noexcept;

/// Makes `folder` and its parents. Throws Error{kOutput}.
void make_folder(const std::filesystem::path& folder);
/// Makes the bytes of a file durable that other code wrote. Throws Error{kOutput}.
void sync_file(const std::filesystem::path& file);
/// Makes the names in a folder durable. Throws Error{kOutput}.
void sync_folder(const std::filesystem::path& folder);
/// Makes all data written to the file system of `folder` durable, by syncfs(2). Throws
/// Error{kOutput}; before Linux 5.8 and on some FUSE file systems a failed write is not reported.
void sync_files(const std::filesystem::path& folder);

}  // namespace codau::io
