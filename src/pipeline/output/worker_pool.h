// pipeline/output/worker_pool.h — the worker processes: one request each at a time, watched for
// crash and hang.
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

struct WorkerOptions {
  std::filesystem::path program;
  std::uint32_t count = 1;
  std::uint64_t memory = 0;  ///< bytes that each may take; 0 = no limit
};

/// What an attempt at a job takes while it is going on; gone with the attempt.
using PieceSink = std::function<void(worker::StreamPiece)>;

struct OpenSourceFile {
  HashedFile hashed;
  worker::Descriptor file;
};

struct WorkerJob {
  std::uint64_t id = 0;
  worker::Ask ask = worker::Ask::kVersions;
  /// The requests one after another, the last one is answered; nothing behind it. Asked anew for
  /// each attempt.
  std::function<std::optional<std::string>(std::size_t)> request;
  std::string source;                 ///< whose files a worker has open for it; empty: none
  std::vector<OpenSourceFile> files;  ///< of the source: go with the first requests, one with each
  std::chrono::seconds timeout{120};
  /// Called at the beginning of each attempt. What it gives throws for a piece that cannot be.
  std::function<PieceSink()> begin;
  std::uint64_t most_bytes = std::uint64_t{64} << 20U;  ///< of all pieces
  bool again = true;                                    ///< tried once more when its worker died
};

struct JobOutcome {
  std::uint64_t id = 0;
  std::string answer;
  std::optional<Error> error;  ///< what the worker reported, or that it crashed or took too long
  double seconds = 0;          ///< of processor time of the worker, all attempts
};

/// A zygote has the models; each worker is a confined child of it that lives for one source at the
/// most, and is replaced after a death, a hang, exhausted memory or a lie. Time is processor time
/// of the worker: a busy machine changes no result. All die with this process, get neither its
/// terminal nor its files nor its environment, and ignore its signals. One thread.
/// Throws Error{kInternal} when there is no such program.
class WorkerPool {
 public:
  explicit WorkerPool(const WorkerOptions& options);
  ~WorkerPool();
  WorkerPool(WorkerPool&&) noexcept;
  WorkerPool& operator=(WorkerPool&&) noexcept;

  /// Starts the process that forks the workers, which the first job would wait for.
  void begin();

  /// Models that workers need from now on. Precondition: none is busy. Throws Error{kModel}.
  void load(const worker::LoadEngines& what);

  [[nodiscard]] bool has_free() const noexcept;
  [[nodiscard]] bool has_busy() const noexcept;

  /// Gives `job` to a free worker, if there is one to one that has its file. Precondition:
  /// has_free(). Throws Error{kOutput} when no process can be started: of the run, not of the job.
  void start(WorkerJob job);

  /// A finished job, after waiting for one at most `patience`. A job whose worker died may
  /// be tried once more, on a fresh worker, before it is reported as kCrashed; one that hangs or
  /// lies is not. What PieceSink throws is thrown on: it is an error of the run.
  [[nodiscard]] std::optional<JobOutcome> wait(std::chrono::milliseconds patience);

 private:
  class Zygote;
  struct Worker;
  std::unique_ptr<Zygote> zygote_;
  std::vector<Worker> workers_;
};

/// One, which may take 2 GiB (under sanitizers, which reserve terabytes, any memory), for a command
/// that waits for it.
[[nodiscard]] WorkerOptions make_single_worker_options(const std::filesystem::path& program);
/// Of a job, which `workers` are free for. Throws its error, and as start() and wait().
[[nodiscard]] std::string run_job(WorkerPool& workers, WorkerJob job);

}  // namespace codau::pipeline
