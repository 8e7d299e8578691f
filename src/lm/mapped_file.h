// lm/mapped_file.h — a file read in place.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace codau::lm {

/// A regular file mapped read-only for as long as the value lives.
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
  /// Gives the memory of the pages back; they come again from the system's cache as they are read.
  void release() const noexcept;
  /// Puts a copy of the bytes in the place of the mapping, in large pages where the system has
  /// them: children of a fork() then read it without a page fault. Without memory for it nothing
  /// changes. release() does nothing from then on.
  void copy_in() noexcept;

 private:
  void* data_;
  std::size_t size_ = 0;
  bool is_copy_ = false;
};

}  // namespace codau::lm
