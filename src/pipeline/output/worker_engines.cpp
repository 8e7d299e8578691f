#include "pipeline/output/worker_engines.h"

#include <chrono>
#include <optional>
#include <utility>

#include "core/error.h"
#include "core/message.h"
#include "pipeline/output/worker_pool.h"
#include "worker/protocol.h"
#include "worker/sandbox.h"

namespace codau::pipeline {
namespace {

Error fault_of_engine(const Error& error) {
  if (error.code() != ErrorCode::kInput) return error;
  return {ErrorCode::kInternal, std::string("the workers do not start: ") + error.what()};
}

worker::EngineVersions ask_versions(JobQueue& job_queue) {
  worker::EngineVersions versions;
  job_queue.start(make_request_job(worker::Ask::kVersions, worker::AskVersions{}),
                  [&](const JobOutcome& outcome) {
                    if (outcome.error) throw fault_of_engine(*outcome.error);
                    versions = worker::versions_from_json(outcome.answer);
                  });
  job_queue.run_until_done([] { return false; });
  return versions;
}

}  // namespace

std::string query_sandbox(JobQueue& job_queue, const RunOptions& options, const RunHooks& hooks,
                          const RunLog& log) {
  std::string sandbox = ask_versions(job_queue).sandbox;
  log.write({"run_started",
             {},
             {},
             {},
             "codau " + std::string(program_version()) + ", sandbox " + sandbox});
  if (worker::is_fully_confined(sandbox)) return sandbox;
  const Message lacks =
      both("hệ điều hành không đủ phương tiện cách ly tiến trình đọc tệp (hiện có: " + sandbox +
               "); cần Linux 5.13 trở lên có Landlock và seccomp",
           "this system cannot wholly shut in the processes that open files (it has: " + sandbox +
               "); Linux 5.13 with Landlock and seccomp can");
  if (options.require_sandbox) throw Error(ErrorCode::kModel, lacks);
  if (hooks.warning) hooks.warning(lacks);
  return sandbox;
}

void load_lexicons(JobQueue& job_queue, std::span<const std::filesystem::path> folders) {
  worker::LoadEngines load;
  for (const std::filesystem::path& folder : folders) load.lexicons.push_back(folder.string());
  job_queue.load(load);
}

void load_restorer(JobQueue& job_queue, const InstallationHome& home, std::size_t documents) {
  // Warming up pays off from three documents on. Processor time of texts of 5 KB, warm and cold
  // (the least of five runs each): 1 text 0.63 and 0.39 s; 3 texts 0.95 and 0.93 s; 4 texts 0.87
  // and 1.03 s; 6 texts 1.20 and 1.70 s.
  constexpr std::size_t kWorthWarming = 3;
  job_queue.load({{}, home.models().string(), home.data().string(), documents >= kWorthWarming});
}

std::string load_reader(JobQueue& job_queue, const InstallationHome& home) {
  job_queue.load({.reader = home.models().string()});
  return ask_versions(job_queue).engine;
}

std::string query_reader_versions(const std::filesystem::path& program,
                                  const InstallationHome& home) {
  WorkerPool workers({program, 1, 0});
  workers.load({.reader = home.models().string()});
  WorkerJob job;
  job.request = [](std::size_t i) {
    return i == 0 ? std::optional(worker::to_frame(worker::AskVersions{})) : std::nullopt;
  };
  workers.start(std::move(job));
  std::optional<JobOutcome> outcome;
  while (!outcome) outcome = workers.wait(std::chrono::seconds(1));
  if (outcome->error) return outcome->error->what();
  const worker::EngineVersions versions = worker::versions_from_json(outcome->answer);
  return versions.engine + "\n" + versions.libraries + "\nsandbox: " + versions.sandbox;
}

}  // namespace codau::pipeline
