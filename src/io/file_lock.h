// io/file_lock.h — lets one process at a time work in a folder or a database.
#pragma once

#include <filesystem>

namespace codau::io {

/// Holds a lock file until destroyed. The destructor removes the file. If the process dies, the
/// system releases the lock.
class FileLock {
 public:
  /// Makes and locks `file`. If another process holds the lock, waits up to two seconds, which is
  /// longer than a review holds the lock for one answer. Messages name the path `guarded`.
  /// Throws Error{kOutput} if another process still holds the lock, and names that process. Throws
  /// Error{kOutput} if the file cannot be made, or is not a lock file.
  FileLock(std::filesystem::path file, const std::filesystem::path& guarded);
  ~FileLock();
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

 private:
  /// Writes the process and the host into the lock file, for messages of other processes.
  void sign() const;

  std::filesystem::path file_;
  int fd_ = -1;
};

/// Waits up to two seconds until no process holds the lock file `file`, and takes no lock. Throws
/// Error{kOutput} if another process still holds the lock, and names that process. Returns at once
/// if the file cannot be opened. `guarded`: the path that messages name.
void wait_until_unlocked(const std::filesystem::path& file, const std::filesystem::path& guarded);

}  // namespace codau::io
