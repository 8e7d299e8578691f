// pipeline/output/file_copy.h — files of another output, which may hold anything, on their way
// into this one.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

namespace codau::pipeline {

/// Copies files, one after another, on a thread of its own: who gives them has other things to do
/// meanwhile. Blocks are shared where the file system can; files keep their times (packages tell
/// them: export/archive/package.h).
class FileCopier {
 public:
  /// kLinks: of a file both have one, for as long as nobody writes to it in place, which codau
  /// never does; a copy where a link cannot be: on another file system, of a file that is another
  /// user's.
  enum class How : std::uint8_t { kCopies, kLinks };
  explicit FileCopier(How how);
  /// What has not begun is not copied any more.
  ~FileCopier();
  FileCopier(const FileCopier&) = delete;
  FileCopier& operator=(const FileCopier&) = delete;

  struct Copy {
    std::filesystem::path from, to;
  };
  /// Each `from` in place of `to`, which appears under its name when it is whole, and is durable
  /// after io::sync_files(). If `from` does not exist, neither does `to` then. `before` is called
  /// first, on that thread.
  void add(std::vector<Copy> files, std::function<void()> before = {});
  /// Bytes that were copied since the last wait().
  [[nodiscard]] std::uint64_t bytes() const;
  /// Until all are copied; the caller may change them then. Throws Error{kOutput} for what is no
  /// file (a link may lead anywhere) and for what cannot be read or written: nothing is copied any
  /// more then.
  void wait();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace codau::pipeline
