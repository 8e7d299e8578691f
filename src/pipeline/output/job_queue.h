// pipeline/output/job_queue.h — gives jobs to workers and delivers each answer to its callback.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>

#include "pipeline/inputs/run_hooks.h"
#include "pipeline/inputs/sources.h"
#include "pipeline/output/worker_pool.h"
#include "worker/protocol.h"

namespace codau::pipeline {

/// Makes a job of one request, without a source.
[[nodiscard]] WorkerJob make_request_job(worker::Ask ask, const worker::Request& request);
/// Opens a file of a source and adds it to the job. Throws Error{kInput}.
void open_job_file(WorkerJob& job, const InputFile& file);

/// A pool of workers and the callbacks of their running jobs. Each job is answered once.
class JobQueue {
 public:
  /// Processes the answer of a job. A callback may add work that `feed` of run_until_done() then
  /// starts.
  using OutcomeCallback = std::function<void(const JobOutcome&)>;

  /// `hooks` must outlive the queue. Throws the errors of WorkerPool.
  JobQueue(const WorkerOptions& workers, const RunHooks& hooks);

  /// Loads engines into all workers, see WorkerPool::load(). Precondition: no job is running.
  void load(const worker::LoadEngines& what) { workers_.load(what); }

  /// Gives `job` to a worker, and passes the outcome to `take` later. `what`: description for
  /// progress reports, if any. Precondition: a worker is free, as when run_until_done() calls
  /// `feed`. Throws the errors of WorkerPool::start().
  void start(WorkerJob job, OutcomeCallback take,
             std::optional<WorkInProgress> what = std::nullopt);

  /// Runs jobs until no work is left. Calls `feed` while workers are free; `feed` returns true if
  /// it started a job. Delivers each outcome after the free workers have new work. Calls `pause`
  /// several times a second, between two outcomes. Throws Error{kInterrupted} if the run is to
  /// stop, and the errors of `feed`, `pause` and of callbacks.
  void run_until_done(const std::function<bool()>& feed, const std::function<void()>& pause = {});

 private:
  struct Awaited {
    OutcomeCallback take;
    std::optional<WorkInProgress> what;
    std::chrono::steady_clock::time_point begun = std::chrono::steady_clock::now();
  };
  void tell_what_takes_longest() const;

  const RunHooks& hooks_;
  WorkerPool workers_;
  // By WorkerJob::id, so that the oldest job comes first.
  std::map<std::uint64_t, Awaited> awaited_;
  std::uint64_t next_id_ = 0;
};

}  // namespace codau::pipeline
