// pipeline/inputs/folder_events.h — the system tells that something in a folder has changed.
#pragma once

#include <chrono>
#include <filesystem>
#include <set>
#include <string>

#include "worker/descriptor.h"

namespace codau::pipeline {

/// What it tells only wakes: whoever is woken looks what is there. inotify(7) knows nothing of what
/// other machines do in a network folder.
class FolderEvents {
 public:
  explicit FolderEvents(std::filesystem::path folder);
  /// Folders in it that have come, and itself where it has come back, are watched from now on.
  void update_watches();
  /// False where the system does not tell of all of it.
  [[nodiscard]] bool has_all_events() const noexcept { return has_all_events_; }
  /// Whether something has changed; waits for it at most `patience`.
  [[nodiscard]] bool wait(std::chrono::milliseconds patience);

 private:
  void add(const std::filesystem::path& folder);

  std::filesystem::path folder_;
  worker::Descriptor events_;
  bool has_all_events_ = true;
};

}  // namespace codau::pipeline
