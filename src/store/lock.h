// store/lock.h — one process at a time in an output folder.
#pragma once

#include <filesystem>
#include <string>

namespace codau::store {

/// Holds `file` (made when absent, removed at the end) until destroyed; freed by the system when
/// the process dies. Waits a moment for who holds it as shortly as a review does, for one answer.
/// Throws Error{kOutput} when another process holds it longer, which is named then, or it cannot be
/// made.
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

/// Waits as long as a FileLock would while another holds the lock of `database`, and takes none:
/// for who must keep nobody else waiting meanwhile. Throws as FileLock.
void wait_for_writers(const std::filesystem::path& database);

/// Which files a database consists of: it changes when another takes the place of one of them, as
/// long as a connection holds those that were there. The locks of an open connection are gone when
/// its process opens the file by itself and closes it (POSIX); then whoever leaves last takes the
/// log of writes away, and the connection reads and writes what nobody sees.
[[nodiscard]] std::string which_files(const std::filesystem::path& database);

}  // namespace codau::store
