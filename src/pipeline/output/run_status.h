// pipeline/output/run_status.h — tells other processes how far a run is, by a file in the output.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "pipeline/inputs/run_hooks.h"

namespace codau::pipeline {

/// Name of the file in the output, which exists while a run goes on.
inline constexpr const char* kRunStatus = "run.json";
/// Name of the lock of a run (io/file_lock.h). The lock of the database does not keep a second run
/// out, because a run lets others write between two documents.
inline constexpr const char* kRunLock = "run.lock";

/// Returns the estimated remaining seconds of a run. `elapsed_seconds`: time since its start. While
/// pages of scans remain, only pages count, because they take longest. After that, only plain-text
/// files count; they have no pages. The estimate is elapsed_seconds / finished × remaining:
/// 1. finished: the number of pages (or text files) that this run has read or rejected;
/// 2. remaining: the number that this run must still read.
/// Pages and files that are reused from earlier runs count in neither number. Returns nothing if
/// either number is 0.
[[nodiscard]] std::optional<double> estimate_remaining_seconds(const RunProgress& progress,
                                                               double elapsed_seconds);

/// Writes OUT/run.json at most once a second, and removes it at the end, also that of a run that
/// died. If the file cannot be written, the run goes on without it. The file is a JSON object with
/// these members:
/// 1. pid, host, started, updated: the process, and times in UTC.
/// 2. stage: "looking" (examines its inputs) or "reading".
/// 3. pages_done, pages_all, files_done, files_all; seconds_left (null: unknown).
/// 4. in_work: {"file", "page", "seconds"} of the oldest job of a worker, or null.
class RunStatus {
 public:
  explicit RunStatus(const std::filesystem::path& out);
  ~RunStatus();
  RunStatus(const RunStatus&) = delete;
  RunStatus& operator=(const RunStatus&) = delete;
  /// Returns `hooks` with the reports also written to the file. The result refers to this object
  /// and to `hooks`.
  [[nodiscard]] RunHooks observe(const RunHooks& hooks);

 private:
  using Clock = std::chrono::steady_clock;
  void write();

  std::filesystem::path file_;
  InputScanProgress looked_;
  std::optional<RunProgress> progress_;
  std::optional<WorkInProgress> in_work_;
  Clock::time_point begun_ = Clock::now();  ///< of the run; after the inputs are known, of reading
  Clock::time_point written_ = begun_;
  std::int64_t started_;
  bool is_written_ = false;
};

/// Returns the content of OUT/run.json; nothing if no run of this machine goes on. At most 64 KiB
/// are read. Other programs may write this file, so treat the text as untrusted.
[[nodiscard]] std::optional<std::string> read_run_status(const std::filesystem::path& out);

}  // namespace codau::pipeline
