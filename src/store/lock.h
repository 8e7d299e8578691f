// store/lock.h — one process at a time in an output folder.
#pragma once

#include <filesystem>

namespace codau::store {

/// Holds `file` (made when absent, removed at the end) until destroyed; freed by the system when
/// the process dies. Throws Error{kOutput} when another process holds it, which is named then, or
/// it cannot be made.
class FileLock {
 public:
  /// `guarded` is the path that messages name.
  FileLock(std::filesystem::path file, const std::filesystem::path& guarded);
  ~FileLock();
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

 private:
  void sign() const;

  std::filesystem::path file_;
  int fd_ = -1;
};

}  // namespace codau::store
