// office/jobs/job_runner.h — carries out the waiting jobs of the server, one after another.
#pragma once

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "core/error.h"
#include "office/jobs/arrangement_store.h"
#include "office/jobs/child_process.h"
#include "office/jobs/job.h"
#include "office/jobs/job_store.h"

namespace codau::office {

/// Folders of the server below an output, and the program that jobs run.
struct JobPlaces {
  std::filesystem::path out;      ///< the output
  std::filesystem::path program;  ///< codau
  std::filesystem::path worker;   ///< codau-worker, which looks at pages

  [[nodiscard]] std::filesystem::path serve() const { return out / "serve"; }
  /// Return the folder of the uploads of a job, and the folder of the files that it exports.
  [[nodiscard]] std::filesystem::path uploads(std::string_view id) const;
  [[nodiscard]] std::filesystem::path exports(std::string_view id) const;
  /// Returns the place of an upload that is not read as it came. `codau run` skips its folder.
  [[nodiscard]] std::filesystem::path kept_original(std::string_view id,
                                                    std::string_view path) const;
  /// Returns where an upload is as it came: kept_original(), or among the uploads.
  [[nodiscard]] std::filesystem::path original(std::string_view id, std::string_view path) const;
};

/// Runs jobs in a thread of its own. A job is a child process, so that a defect cannot end the
/// server.
/// 1. At most one job runs at a time. It waits while another command holds the output.
/// 2. A job that was running when the server died waits again at the next start, and continues:
///    `codau run` repeats no finished page.
/// All functions are thread-safe.
class JobRunner {
 public:
  /// Puts running jobs of an earlier server back, and starts the thread. `jobs` must outlive the
  /// runner, as must `arrangements`.
  JobRunner(JobPlaces places, JobStore& jobs, ArrangementStore& arrangements);
  /// Stops the running job, which waits for the next start.
  ~JobRunner();
  JobRunner(const JobRunner&) = delete;
  JobRunner& operator=(const JobRunner&) = delete;

  /// Tells that a job waits.
  void wake();
  /// Stops a job, also one that has not begun. Returns false if it has ended.
  [[nodiscard]] bool cancel(std::string_view id);
  /// Lets an ended job wait again. Returns false if it has not ended.
  [[nodiscard]] bool retry(std::string_view id);
  /// Returns the process of the running job; 0 if none runs.
  [[nodiscard]] pid_t running_pid() const;
  [[nodiscard]] const JobPlaces& places() const noexcept { return places_; }

 private:
  void work();
  void run(Job job);
  /// Arranges uploads, or makes the folder of an export. Returns the error that ends the job, if
  /// any.
  [[nodiscard]] std::optional<Error> prepare(Job& job);
  [[nodiscard]] ProcessEnd run_child(const std::vector<std::string>& arguments);
  void finish(Job job, const ProcessEnd& end);
  /// Waits, or returns early when wake(), cancel() or the destructor is called.
  void pause(std::chrono::milliseconds most);

  JobPlaces places_;
  JobStore& jobs_;
  ArrangementStore& arrangements_;
  mutable std::mutex mutex_;
  std::condition_variable news_;
  std::string running_;  ///< id of the running job
  pid_t pid_ = 0;
  bool is_cancelled_ = false, is_over_ = false, has_news_ = false;
  std::thread thread_;  ///< last, because it uses the other members
};

/// Returns the arguments of codau for a job.
[[nodiscard]] std::vector<std::string> make_arguments(const Job& job, const JobPlaces& places);
/// Returns the last message of codau in what it wrote to standard error, without "codau: ".
[[nodiscard]] std::string find_last_message(std::string_view errors);

}  // namespace codau::office
