// io/spool.h — keeps bytes for later reading that are too many for memory. The bytes are in a file
// without a name, which disappears with the process at the latest. All errors are Error{kOutput}
// with the folder.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace codau::io {

/// Appends bytes and reads them again. Keeps up to 1 MiB, the last bytes, in memory, and all other
/// bytes in the file. Not thread-safe.
class Spool {
 public:
  /// Makes the file in `folder`, and the folder itself, only when memory no longer suffices.
  explicit Spool(std::filesystem::path folder) : folder_(std::move(folder)) {}
  ~Spool();
  Spool(Spool&& other) noexcept;
  Spool& operator=(Spool&& other) noexcept;

  /// Returns the number of bytes so far.
  [[nodiscard]] std::uint64_t size() const noexcept { return in_file_ + held_.size(); }
  /// Appends bytes.
  void add(std::string_view bytes);
  /// Returns `count` bytes from the offset `at` on. Precondition: at + count <= size().
  [[nodiscard]] std::string read(std::uint64_t at, std::size_t count) const;
  /// Returns all bytes from the offset `at` on if they are in memory; valid until the next add().
  /// Returns nothing if the byte at `at` is in the file. Precondition: at <= size().
  [[nodiscard]] std::string_view held(std::uint64_t at) const {
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
