// io/parts.h — temporary files and folders (parts) beside their targets. Only codau uses their
// names. The destructor or a signal handler removes a part. If the process dies without
// either, the next sweep_parts() removes the part.
#pragma once

#include <signal.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace codau::io {

/// Returns ".<name>.codau-part" beside `target`. Any file of such a name is codau's and may be
/// removed.
[[nodiscard]] std::filesystem::path part_path(const std::filesystem::path& target);

/// Throws Error{kOutput} if a folder between OUT and `target` is a link, since the link leads out
/// of OUT. Applies to targets in OUT/documents, records, exports or lexicon of an output.
void refuse_linked_folders(const std::filesystem::path& target);

/// A new, empty file or folder at part_path(target). The object locks the part and removes the part
/// at its end, unless it was moved away. Makes the parent folders. For one thread.
/// Throws Error{kOutput} with the target and the cause, also if another process is writing the
/// target, and like refuse_linked_folders().
class Part {
 public:
  enum class Kind : std::uint8_t { kFile, kFolder };
  Part(const std::filesystem::path& target, Kind kind);
  ~Part();
  Part(Part&& other) noexcept;
  Part& operator=(Part&&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
  [[nodiscard]] int fd() const noexcept { return fd_; }
  /// Tells that the part has another name now: nothing is removed. Once.
  void moved_away();

 private:
  std::filesystem::path path_;
  int fd_ = -1;
};

/// Removes the parts in `folder` that no living process holds. A part that cannot be removed stays.
/// Does nothing if `folder` is a link.
void sweep_parts(const std::filesystem::path& folder);

/// Returns the parts in `folder`, whether a process holds them or not.
[[nodiscard]] std::vector<std::filesystem::path> parts_in(const std::filesystem::path& folder);

/// Makes SIGINT, SIGTERM and SIGHUP end the process with exit code 130 at once, except ignored
/// signals. The handler removes every Part of the process and prints `last_words` on standard
/// error. For commands whose workers may die with them at any time.
void remove_parts_when_stopped(std::string last_words);

/// Delays these signals while the object lives: for moves that belong together.
class UnstoppedWhile {
 public:
  UnstoppedWhile();
  ~UnstoppedWhile();
  UnstoppedWhile(const UnstoppedWhile&) = delete;
  UnstoppedWhile& operator=(const UnstoppedWhile&) = delete;

 private:
  sigset_t before_;
};

}  // namespace codau::io
