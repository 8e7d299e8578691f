// lm/mapped_file.h — a memory-mapped file.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace codau::lm {

/// Maps a regular file read-only as long as the object lives.
class MappedFile {
 public:
  /// Maps the file `path`. `what` names its kind in messages: "language model". Throws
  /// Error{kModel}:
  /// 1. "PATH: the WHAT is missing or cannot be opened";
  /// 2. "PATH: not a WHAT file" if it is empty, no regular file, or cannot be mapped.
  MappedFile(const std::string& path, const std::string& what);
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  /// Returns the bytes of the file. Valid as long as the object lives.
  [[nodiscard]] std::string_view bytes() const noexcept {
    return {static_cast<const char*>(data_), size_};
  }
  /// Gives the memory of the pages back to the system. The next read loads them again, from the
  /// file cache of the system.
  void release() const noexcept;
  /// Replaces the mapping by a copy of the bytes, in large pages if the system has them. The copy
  /// has the same address, so bytes() stays valid. Children of a fork() then read the copy without
  /// page faults. Afterwards release() does nothing. If memory is short, nothing changes.
  void copy_into_memory() noexcept;

 private:
  void* data_;
  std::size_t size_ = 0;
  bool is_copy_ = false;
};

}  // namespace codau::lm
