// io/files.h — files that appear under their name only when they are whole.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "io/parts.h"

namespace codau::io {

/// Thrown where the reader of a pipe has gone (`| head`): nobody is left to write to, or to tell.
struct ClosedPipe {};

/// Bytes on their way into an open file, or to whoever else takes them, gathered into large writes.
/// Not thread-safe.
class FileSink {
 public:
  /// `name` is for messages; `fd` stays the caller's.
  FileSink(int fd, std::filesystem::path name);
  /// `take` gets what was gathered, at least 64 KiB at a time but for the last.
  explicit FileSink(std::function<void(std::string_view)> take);
  /// Throws Error{kOutput} with the name and the cause (full, read-only, no permission), or
  /// ClosedPipe.
  void write(std::string_view bytes);
  /// Hands what is gathered to the system. Throws like write(); bytes not flushed are lost.
  void flush();

 private:
  std::function<void(std::string_view)> take_;
  std::string gathered_;
};

/// When a file that is whole is durable: at once, with the folder that it lies in, which nobody
/// sees before (sync_files()), or together with others, before which it is not in its place
/// (PartFiles).
enum class Durable : std::uint8_t { kNow, kLater, kTogether };

/// A file in the making (io/parts.h), removed again unless it is kept. Folders are made.
/// Throws Error{kOutput} with path and cause. Law: whatever stops it, `target` holds the old bytes
/// or all the new ones.
class PartFile {
 public:
  explicit PartFile(std::filesystem::path target);

  [[nodiscard]] int fd() const noexcept { return part_.fd(); }
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return part_.path(); }
  /// fsync, rename, fsync of the folder; kLater: rename alone. Once.
  void keep(Durable durable = Durable::kNow);

 private:
  friend class PartFiles;
  [[nodiscard]] int put_in_place();  // an errno, or 0

  std::filesystem::path target_;
  Part part_;
};

/// Whole files that wait for each other: they are synced together, then renamed, then their folders
/// are synced, which is two waits for the disk however many they are. Law: that of each of them.
class PartFiles {
 public:
  void add(PartFile file) { files_.push_back(std::move(file)); }
  [[nodiscard]] std::size_t size() const noexcept { return files_.size(); }

  /// The error, if there is one, which every later call gives too; nothing waits any more.
  [[nodiscard]] std::optional<Error> try_keep();
  /// The same, thrown.
  void keep();

 private:
  [[nodiscard]] std::optional<Error> put_in_place();

  std::vector<PartFile> files_;
  std::optional<Error> failed_;
};

/// PartFile in one call. An exception of `body` leaves the old file, and no temporary.
void write_atomically(const std::filesystem::path& target,
                      const std::function<void(FileSink&)>& body, Durable durable = Durable::kNow);
void write_atomically(const std::filesystem::path& target, std::string_view bytes);

/// Makes `folder` and its parents. Throws Error{kOutput}.
void make_folder(const std::filesystem::path& folder);
/// Makes the bytes of a file that something else wrote durable. Throws Error{kOutput}.
void sync_file(const std::filesystem::path& file);
/// Makes the names in a folder durable. Throws Error{kOutput}.
void sync_folder(const std::filesystem::path& folder);
/// Makes all that was written to the file system of `folder` durable. Throws Error{kOutput}.
void sync_files(const std::filesystem::path& folder);

}  // namespace codau::io
