// io/file_lock.h — lets one process at a time work in a folder or a database, by a lock file.
#pragma once

#include <chrono>
#include <filesystem>

namespace codau::io {

/// Holds a lock file until destroyed. The destructor removes the file. If the process dies, the
/// system releases the lock, and the file that it left does no harm.
class FileLock {
 public:
  /// Makes and locks the lock file `file`. The argument `guarded` is the folder or database that
  /// error messages name. If another process holds the lock, waits for the time `patience`, because
  /// a server locks its database briefly for each edit. Meanwhile is_lock_wanted() is true for the
  /// holder, which may let others go first.
  /// Throws Error{kOutput} if:
  /// 1. another process still holds the lock; the message names the process;
  /// 2. the file cannot be made or locked, or is a link or anything else that is no lock file.
  FileLock(std::filesystem::path file, const std::filesystem::path& guarded,
           std::chrono::milliseconds patience = std::chrono::seconds(2));
  ~FileLock();
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

 private:
  /// Writes the process and the host into the lock file, for messages of other processes.
  void sign() const;

  std::filesystem::path file_;
  int fd_ = -1;
};

/// Returns true if the open file `fd` is still the file at `path`. Returns false if another process
/// has removed that file or put another file there since `fd` was opened.
[[nodiscard]] bool is_still_named(int fd, const std::filesystem::path& path);

/// Returns true if another process waits for the lock file `file`.
[[nodiscard]] bool is_lock_wanted(const std::filesystem::path& file);

/// Waits up to two seconds until no process holds the lock file `file`, and takes no lock. Returns
/// at once if the file does not exist or cannot be opened. Throws Error{kOutput} if another process
/// still holds the lock; the message names `guarded` and the process. is_lock_wanted() is true
/// meanwhile.
void wait_until_unlocked(const std::filesystem::path& file, const std::filesystem::path& guarded);

}  // namespace codau::io
