// io/spool.h — bytes too many for memory that are needed again, in a file without a name. The file
// ends with the process. Errors: Error{kOutput} with the folder.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace codau::io {

/// Bytes that are appended: up to 1 MiB in memory, the others in the file.
class Spool {
 public:
  /// Makes the file in `folder` when memory no longer suffices, and the folder with it.
  explicit Spool(std::filesystem::path folder) : folder_(std::move(folder)) {}
  ~Spool();
  Spool(Spool&& other) noexcept;
  Spool& operator=(Spool&& other) noexcept;

  [[nodiscard]] std::uint64_t size() const noexcept { return in_file_ + held_.size(); }
  void add(std::string_view bytes);
  /// Returns `count` bytes from `at` on. Precondition: at + count <= size().
  [[nodiscard]] std::string read(std::uint64_t at, std::size_t count) const;
  /// Returns the bytes in memory from `at` on; nothing if `at` lies in the file.
  [[nodiscard]] std::string_view held(std::uint64_t at) const {
    return at < in_file_ ? std::string_view() : std::string_view(held_).substr(at - in_file_);
  }

 private:
  void write_out(std::string_view bytes);

  std::filesystem::path folder_;
  std::string held_;  // the bytes after those in the file
  std::uint64_t in_file_ = 0;
  int fd_ = -1;
};

}  // namespace codau::io
