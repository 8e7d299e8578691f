// lm/mapped_file.h — reads a file through a memory map of the operating system, without loading the
// whole file.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace codau::lm {

/// A regular file that is mapped read-only as long as the object lives. The file must not shrink
/// during this time: reading beyond its end kills the process.
class MappedFile {
 public:
  /// Maps the file `path`. `what`: its kind in messages, such as "language model". Throws
  /// Error{kModel} with one of these messages:
  /// 1. "PATH: the WHAT is missing or cannot be opened";
  /// 2. "PATH: not a WHAT file", if it is empty, no regular file, or cannot be mapped.
  MappedFile(const std::string& path, const std::string& what);
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  /// Returns the bytes of the file; valid as long as the object lives.
  [[nodiscard]] std::string_view bytes() const noexcept {
    return {static_cast<const char*>(data_), size_};
  }
  /// Gives the memory of the mapping back to the operating system. The next read loads the bytes
  /// again from its file cache. Does nothing after copy_into_memory().
  void release() const noexcept;
  /// Replaces the mapping by a copy of the bytes at the same address, in large pages if the system
  /// has them. Meant for a process that will fork(): child processes share the copy, and read it
  /// without page faults. If memory is short, nothing changes. Precondition: no other thread uses
  /// the object yet.
  void copy_into_memory() noexcept;

 private:
  void* data_;
  std::size_t size_ = 0;
  bool is_copy_ = false;
};

}  // namespace codau::lm
