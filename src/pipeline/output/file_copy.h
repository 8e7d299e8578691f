// pipeline/output/file_copy.h — copies files from another output, which is not trusted, into this
// one.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

namespace codau::pipeline {

/// Copies files one after another on its own thread, so that the caller can go on. Shares disk
/// blocks if the file system can. Keeps file times, since packages list them
/// (export/archive/package.h).
class FileCopier {
 public:
  /// kLinks: both outputs share one file by a hard link. That is safe since codau never writes to a
  /// file in place. A file is copied if it cannot be linked: on another file system, or if it
  /// belongs to another user.
  enum class How : std::uint8_t { kCopies, kLinks };
  explicit FileCopier(How how);
  /// Drops the copies that have not begun.
  ~FileCopier();
  FileCopier(const FileCopier&) = delete;
  FileCopier& operator=(const FileCopier&) = delete;

  /// A file to copy, and its new place.
  struct Copy {
    std::filesystem::path from, to;
  };
  /// Copies each `from` to `to`. The file `to` appears when it is complete, and is durable after
  /// io::sync_files(). If `from` does not exist, `to` is removed. `before` is called first, on the
  /// copying thread.
  void add(std::vector<Copy> files, std::function<void()> before = {});
  /// Returns the number of bytes copied since the last wait().
  [[nodiscard]] std::uint64_t bytes() const;
  /// Waits until all files are copied. The caller may change the files afterwards. Copying stops at
  /// the first error. Throws Error{kOutput} in two cases:
  /// 1. `from` is no regular file (a link may lead anywhere).
  /// 2. A file cannot be read or written.
  void wait();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace codau::pipeline
