// io/spool.h — a temporary store for bytes that are too many for memory: append, then read at any
// offset.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace codau::io {

/// Appends bytes and reads them again. The last bytes, up to 1 MiB, are in memory; all bytes before
/// are in a file without a name. The file disappears with the object, or when the process dies.
///
/// In an error, add() and read() throw Error{kOutput} with the folder and the cause. After add()
/// has thrown, and after a move, an object may only be destroyed or assigned to. Not thread-safe.
class Spool {
 public:
  /// add() makes the file in `folder` when memory no longer suffices. If the folder does not exist
  /// then, add() makes it, too.
  explicit Spool(std::filesystem::path folder) : folder_(std::move(folder)) {}
  ~Spool();
  Spool(Spool&& other) noexcept;
  Spool& operator=(Spool&& other) noexcept;

  /// Returns the number of bytes so far.
  [[nodiscard]] std::uint64_t size() const noexcept { return in_file_ + held_.size(); }
  /// Appends bytes.
  void add(std::string_view bytes);
  /// Returns `count` bytes, beginning at the offset `at`. Precondition: at + count <= size().
  [[nodiscard]] std::string read(std::uint64_t at, std::size_t count) const;
  /// Returns the bytes from the offset `at` to the end, without a copy, if all of them are in
  /// memory. Otherwise, or if at is size(), returns an empty view. Valid until the next add().
  /// Precondition: at <= size().
  [[nodiscard]] std::string_view view_in_memory(std::uint64_t at) const {
    return at < in_file_ ? std::string_view() : std::string_view(held_).substr(at - in_file_);
  }

 private:
  /// Appends bytes to the file.
  void write_out(std::string_view bytes);

  std::filesystem::path folder_;
  std::string held_;  // the bytes after those in the file
  std::uint64_t in_file_ = 0;
  int fd_ = -1;
};

}  // namespace codau::io
