// pipeline/output/worker_pool.h — runs worker processes, each with one request at a time, and
// detects crashes and hangs.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/error.h"
#include "pipeline/inputs/source_identity.h"
#include "worker/descriptor.h"
#include "worker/protocol.h"

namespace codau::pipeline {

/// Settings of a worker pool.
struct WorkerOptions {
  std::filesystem::path program;
  std::uint32_t count = 1;
  std::uint64_t memory = 0;  ///< memory limit of each worker in bytes; 0 = no limit
};

/// Receives the pieces of one attempt at a job. Each attempt has its own sink.
using PieceSink = std::function<void(worker::StreamPiece)>;

/// A source file, opened for a worker.
struct OpenSourceFile {
  HashedFile hashed;
  worker::Descriptor file;
};

/// Work for one worker: requests, files, and limits.
struct WorkerJob {
  std::uint64_t id = 0;
  worker::Ask ask = worker::Ask::kVersions;
  /// Returns the i-th request frame of the job; nothing after the last. The worker answers the last
  /// one. Called again for each attempt.
  std::function<std::optional<std::string>(std::size_t)> request;
  std::string source;  ///< identifies the source that a worker has open; empty: no source
  /// Files of the source, sent one each with the first requests.
  std::vector<OpenSourceFile> files;
  std::chrono::seconds timeout{120};
  /// Called at the start of each attempt. The sink that it returns throws for an invalid piece.
  std::function<PieceSink()> begin;
  std::uint64_t most_bytes = std::uint64_t{64} << 20U;  ///< maximum bytes of all pieces together
  bool again = true;                                    ///< repeat the job once if its worker died
};

/// The answer to a job, or its error.
struct JobOutcome {
  std::uint64_t id = 0;
  std::string answer;
  std::optional<Error> error;  ///< error that the worker reported, or a crash or timeout
  double seconds = 0;          ///< processor time of the worker in seconds, all attempts
};

/// Pool of worker processes. A zygote process holds the models and forks the workers. Throws
/// Error{kInternal} if the program does not exist. One thread only.
/// 1. Each worker is sandboxed and serves at most one source. A worker is replaced if it dies,
///    hangs, runs out of memory or sends an invalid answer.
/// 2. Timeouts count processor time of the worker, so that a busy machine changes no result.
/// 3. Zygote and workers die with this process. Both get neither its terminal, files nor
///    environment, and ignore its signals.
class WorkerPool {
 public:
  explicit WorkerPool(const WorkerOptions& options);
  ~WorkerPool();
  WorkerPool(WorkerPool&&) noexcept;
  WorkerPool& operator=(WorkerPool&&) noexcept;

  /// Starts the zygote early, so that the first job does not wait for it.
  void begin();

  /// Loads engines that the workers need from now on. Precondition: no worker is busy. Throws
  /// Error{kModel}.
  void load(const worker::LoadEngines& what);

  [[nodiscard]] bool has_free() const noexcept;
  [[nodiscard]] bool has_busy() const noexcept;

  /// Gives `job` to a free worker, preferably one that has its file open. Precondition: has_free().
  /// Throws Error{kOutput} if no process can be started; this error ends the run.
  void start(WorkerJob job);

  /// Waits at most `patience` and returns the outcome of a job that has finished. If a worker died,
  /// its job may be repeated once on a new worker; afterwards the outcome is kCrashed. A job that
  /// hangs or sends an invalid answer is not repeated. Errors that a PieceSink throws are passed on
  /// and end the run.
  [[nodiscard]] std::optional<JobOutcome> wait(std::chrono::milliseconds patience);

 private:
  class Zygote;
  struct Worker;
  std::unique_ptr<Zygote> zygote_;
  std::vector<Worker> workers_;
};

/// Returns options for one worker with 2 GiB of memory, for a command that waits for its answers.
/// Under sanitizers, which reserve terabytes, memory is not limited.
[[nodiscard]] WorkerOptions make_single_worker_options(const std::filesystem::path& program);
/// Runs one job and returns its answer. Precondition: a worker is free. Throws the error of the
/// job, and the errors of start() and wait().
[[nodiscard]] std::string run_job(WorkerPool& workers, WorkerJob job);

}  // namespace codau::pipeline
