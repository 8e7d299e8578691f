// io/file_lock.h — lets one process at a time work in a folder or a database, by a lock file.
#pragma once

#include <filesystem>

namespace codau::io {

/// Holds a lock file until destroyed. The destructor removes the file. If the process dies, the
/// system releases the lock, and the file that it left does no harm.
class FileLock {
 public:
  /// Makes and locks `file`. `guarded`: the folder or database that messages name. If another
  /// process holds the lock, waits up to two seconds. (A review holds its lock for less, for each
  /// answer.)
  /// Throws Error{kOutput} if:
  /// 1. another process still holds the lock; the message names the process;
  /// 2. the file cannot be made or locked, or is a link or other thing that is no lock file.
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

/// Returns true if the open file `fd` is still the file named `path`. The last holder of a lock or
/// a sweep of temporary files may have removed the name meanwhile.
[[nodiscard]] bool is_still_named(int fd, const std::filesystem::path& path);

/// Waits up to two seconds until no process holds the lock file `file`, and takes no lock. Returns
/// at once if the file does not exist or cannot be opened. Throws Error{kOutput} if another process
/// still holds the lock; the message names `guarded` and the process.
void wait_until_unlocked(const std::filesystem::path& file, const std::filesystem::path& guarded);

}  // namespace codau::io
