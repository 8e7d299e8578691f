// pipeline/workers.h — the worker processes: one request each at a time, watched for crash and
// hang.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/error.h"
#include "worker/protocol.h"

namespace codau::pipeline {

struct WorkerOptions {
  std::filesystem::path program;
  std::uint32_t count = 1;
  std::uint64_t memory = 0;  ///< bytes that each may take; 0 = no limit
};

struct Job {
  std::uint64_t id = 0;
  std::vector<std::string> requests;  ///< worker/protocol.h; only the last one is answered
  std::filesystem::path file;         ///< goes open with the first request; empty: none
  int target = -1;                    ///< goes with the last, emptied; stays the caller's; -1: none
  std::chrono::seconds timeout{120};
  bool again = true;  ///< tried once more when its worker died
};

struct Outcome {
  std::uint64_t id = 0;
  std::string answer;
  std::optional<Error> error;  ///< what the worker reported, or that it crashed or took too long
  std::vector<worker::Picture> pictures;  ///< that came before the answer, one of a kind
};

/// Workers are started when first needed and again after each death, hang or exhausted memory. They
/// die with this process, get neither its terminal nor its files, and ignore its signals. One
/// thread. Throws Error{kInternal} when the program cannot be executed.
class Workers {
 public:
  explicit Workers(const WorkerOptions& options);
  ~Workers();
  Workers(Workers&&) noexcept;
  Workers& operator=(Workers&&) noexcept;

  [[nodiscard]] bool any_free() const noexcept;
  [[nodiscard]] bool any_busy() const noexcept;

  /// Gives `job` to a free worker. Precondition: any_free(). Throws Error{Cause::kNoPermission}
  /// when the file cannot be opened (any more).
  void start(Job job);

  /// A finished job, after waiting for one at most `patience`. A job whose worker died may
  /// be tried once more, on a fresh worker, before it is reported as kCrashed; one that hangs is
  /// not.
  [[nodiscard]] std::optional<Outcome> wait(std::chrono::milliseconds patience);

 private:
  struct Worker;
  WorkerOptions options_;
  std::vector<Worker> workers_;
};

}  // namespace codau::pipeline
