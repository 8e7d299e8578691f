// io/file_lock.h — one process at a time in a folder or a database.
#pragma once

#include <filesystem>

namespace codau::io {

/// Holds the lock file `file` until destroyed. The constructor makes the file, the destructor
/// removes it, and the system frees it when the process dies. If another process holds it, the
/// constructor waits up to two seconds, which is longer than a review holds it for one answer.
/// Throws Error{kOutput} if another process still holds it, and names that process, or if the file
/// cannot be made.
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

/// Waits up to two seconds until no process holds the lock file `file`, and takes no lock. Throws
/// as FileLock. `guarded` is the path that messages name.
void wait_until_unlocked(const std::filesystem::path& file, const std::filesystem::path& guarded);

}  // namespace codau::io
