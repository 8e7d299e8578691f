// io/spool.h — keeps bytes for later reading that are too many for memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace codau::io {

/// Appends bytes and reads them again. Up to 1 MiB of the last bytes is in memory, all bytes before
/// are in a file without a name. The file disappears with the object, or when the process dies.
///
/// add() and read() throw Error{kOutput} with the folder and the cause. After add() has thrown, and
/// after a move, an object may only be destroyed or assigned to. Not thread-safe.
class Spool {
 public:
  /// `folder`: the place of the file. add() makes the file, and the folder itself, when they are
  /// needed.
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
  /// Returns the bytes from the offset `at` to the end if all of them are in memory, without a
  /// copy. Returns nothing if one is in the file, or if at is size(). Valid until the next add().
  /// Precondition: at <= size().
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
