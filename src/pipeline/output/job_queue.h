// pipeline/output/job_queue.h — what the workers are asked, and who is waiting for the answer.
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

/// A job that is one request; without source.
[[nodiscard]] WorkerJob make_request_job(worker::Ask ask, const worker::Request& request);
/// Opens a file of a source for a job. Throws Error{kInput}.
void open_job_file(WorkerJob& job, const InputFile& file);

/// The workers, and the answers that are awaited of them. Each job is answered once.
class JobQueue {
 public:
  /// What is done with an answer; it may add to what `feed` has to give.
  using OutcomeCallback = std::function<void(const JobOutcome&)>;

  /// `hooks` outlive it. Throws as WorkerPool.
  JobQueue(const WorkerOptions& workers, const RunHooks& hooks);

  /// As WorkerPool::load(). Precondition: nothing is going on.
  void load(const worker::LoadEngines& what) { workers_.load(what); }

  /// Gives `job` to a worker. Precondition: one is free, as when run_until_done() calls `feed`.
  /// Throws as WorkerPool::start(). `what` it is for, if people are to be told of it.
  void start(WorkerJob job, OutcomeCallback take,
             std::optional<WorkInProgress> what = std::nullopt);

  /// Calls `feed` while workers are free and it starts jobs (it says so by true), and gives what
  /// comes back to whoever waits for it, once no worker is free that `feed` has work for, until
  /// nothing is left to do. Throws Error{kInterrupted}, and what they throw.
  void run_until_done(const std::function<bool()>& feed);

 private:
  struct Awaited {
    OutcomeCallback take;
    std::optional<WorkInProgress> what;
    std::chrono::steady_clock::time_point begun = std::chrono::steady_clock::now();
  };
  void tell_what_takes_longest() const;

  const RunHooks& hooks_;
  WorkerPool workers_;
  std::map<std::uint64_t, Awaited> awaited_;  // by WorkerJob::id: the first was begun first
  std::uint64_t next_id_ = 0;
};

}  // namespace codau::pipeline
