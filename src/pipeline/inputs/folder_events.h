// pipeline/inputs/folder_events.h — waits for changes below a folder (Linux inotify).
#pragma once

#include <chrono>
#include <filesystem>
#include <set>
#include <string>

#include "worker/descriptor.h"

namespace codau::pipeline {

/// Watches a folder and its subfolders for changes. An event says only that something changed, so
/// the caller has to scan the folder. The kernel (inotify(7)) does not see changes that other
/// machines make in a network folder.
class FolderEvents {
 public:
  explicit FolderEvents(std::filesystem::path folder);
  /// Starts to watch new subfolders, and `folder` itself if it was deleted and created again.
  void update_watches();
  /// Returns false if the system cannot report all changes below the folder.
  [[nodiscard]] bool has_all_events() const noexcept { return has_all_events_; }
  /// Waits at most `patience` for a change. Returns true if something has changed.
  [[nodiscard]] bool wait(std::chrono::milliseconds patience);

 private:
  void add(const std::filesystem::path& folder);

  std::filesystem::path folder_;
  worker::Descriptor events_;
  bool has_all_events_ = true;
};

}  // namespace codau::pipeline
