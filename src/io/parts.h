// io/parts.h — what is in the making lies beside its target under a name that is codau's
// own, and goes with the process, however that ends.
#pragma once

#include <signal.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace codau::io {

/// ".<name>.codau-part" beside `target`: whatever bears such a name is codau's, and may go.
[[nodiscard]] std::filesystem::path part_path(const std::filesystem::path& target);

/// Throws Error{kOutput} if `target` lies in OUT/documents, records, exports or lexicon of an
/// output and one of the folders between OUT and `target` is a link: it would lead out of OUT.
void refuse_linked_folders(const std::filesystem::path& target);

/// A file or folder at part_path(target), new and empty, locked as long as this lives, then removed
/// unless it was moved away. Parent folders are made. One thread.
/// Throws Error{kOutput} with the target and the cause, also if another process is writing it, and
/// as refuse_linked_folders().
class Part {
 public:
  enum class Kind : std::uint8_t { kFile, kFolder };
  Part(const std::filesystem::path& target, Kind kind);
  ~Part();
  Part(Part&& other) noexcept;
  Part& operator=(Part&&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
  [[nodiscard]] int fd() const noexcept { return fd_; }
  /// It bears another name now: nothing is removed. Once.
  void moved_away();

 private:
  std::filesystem::path path_;
  int fd_ = -1;
};

/// Removes the parts in `folder` that no living process holds. What cannot be removed stays, and so
/// does all of a folder that is a link.
void sweep_parts(const std::filesystem::path& folder);

/// Parts in `folder`, whether somebody holds them or not.
[[nodiscard]] std::vector<std::filesystem::path> parts_in(const std::filesystem::path& folder);

/// From now on SIGINT, SIGTERM and SIGHUP (those that are not ignored) remove every Part of the
/// process, print `last_words` on standard error and end it with 130, at once. For commands
/// whose workers may die with them at any time.
void remove_parts_when_stopped(std::string last_words);

/// While this lives such a signal waits: for moves that belong together.
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
