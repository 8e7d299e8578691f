// pipeline/output/folder_copy.h — files of another output, which may hold anything, on their way
// into this one.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>

namespace codau::pipeline {

/// Copies folders of files and of folders of files, one after another, on a thread of its own: who
/// gives them has other things to do meanwhile. Blocks are shared where the file system can;
/// files keep their times (packages tell them: export/archive/package.h).
class FolderCopier {
 public:
  /// kLinks: of a file both have one, for as long as nobody writes to it in place, which codau
  /// never does; a copy where a link cannot be: on another file system, of a file that is another
  /// user's.
  enum class How : std::uint8_t { kCopies, kLinks };
  /// `folder`: on the file system of all targets; what is not whole yet lies in a part of it.
  FolderCopier(const std::filesystem::path& folder, How how);
  /// What has not begun is not copied any more.
  ~FolderCopier();
  FolderCopier(const FolderCopier&) = delete;
  FolderCopier& operator=(const FolderCopier&) = delete;

  /// `from` in place of `to`, which appears under its name when it is whole, and is durable after
  /// io::sync_files(). Nothing is copied where `from` is not there. `before` is called first,
  /// on that thread.
  void add(std::filesystem::path from, std::filesystem::path to, std::function<void()> before = {});
  /// Bytes that were copied since the last wait().
  [[nodiscard]] std::uint64_t bytes() const;
  /// Until all are copied; the caller may change them then. Throws Error{kOutput} for what is
  /// neither file nor folder (a link may lead anywhere) and for what cannot be read or written:
  /// nothing is copied any more then.
  void wait();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace codau::pipeline
