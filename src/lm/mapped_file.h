// lm/mapped_file.h — a memory-mapped file.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace codau::lm {

/// A regular file, mapped read-only while the object lives.
class MappedFile {
 public:
  /// Throws Error{kModel}: "PATH: the WHAT is missing or cannot be opened", "PATH: not a WHAT
  /// file".
  MappedFile(const std::string& path, const std::string& what);
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  [[nodiscard]] std::string_view bytes() const noexcept {
    return {static_cast<const char*>(data_), size_};
  }
  /// Returns the memory of the pages to the system; reading loads them again from the system's
  /// cache.
  void release() const noexcept;
  /// Replaces the mapping by a copy of the bytes, in large pages if the system has them. Children
  /// of a fork() then read the copy without page faults. Afterwards release() does nothing. If
  /// memory is short, nothing changes.
  void copy_into_memory() noexcept;

 private:
  void* data_;
  std::size_t size_ = 0;
  bool is_copy_ = false;
};

}  // namespace codau::lm
