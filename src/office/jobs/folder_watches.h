// office/jobs/folder_watches.h — watches the folders of the server, each by a process `codau
// watch`.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "office/jobs/child_process.h"
#include "office/jobs/job_runner.h"
#include "office/jobs/job_store.h"

namespace codau::office {

/// Keeps a process for each folder in the store of jobs. A process that ends is started again after
/// a pause. Thread-safe.
class FolderWatches {
 public:
  /// `jobs` must outlive the object.
  FolderWatches(JobPlaces places, const JobStore& jobs);
  ~FolderWatches();  ///< stops all processes
  FolderWatches(const FolderWatches&) = delete;
  FolderWatches& operator=(const FolderWatches&) = delete;

  /// Tells that a folder was added or removed, or has new settings.
  void wake();
  /// Returns the last message of the process of a folder that has ended; else empty.
  [[nodiscard]] std::string trouble(std::string_view id) const;
  /// Returns the file in which the process of a folder holds its state.
  [[nodiscard]] std::filesystem::path status_file(std::string_view id) const;

 private:
  void work();
  void adjust();
  /// Returns the arguments of codau for a folder.
  [[nodiscard]] std::vector<std::string> make_arguments(const WatchedFolder& folder) const;

  JobPlaces places_;
  const JobStore& jobs_;
  mutable std::mutex mutex_;
  std::condition_variable news_;
  bool is_over_ = false, has_news_ = false;
  std::map<std::string, std::string, std::less<>> troubles_;  ///< by id of the folder
  /// By the arguments of the process, so that new settings start a new one. Used only by thread_.
  std::map<std::vector<std::string>, std::unique_ptr<ChildProcess>> children_;
  std::thread thread_;  ///< last, because it uses the other members
};

}  // namespace codau::office
