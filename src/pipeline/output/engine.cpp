#include "pipeline/output/engine.h"

#include <chrono>
#include <optional>
#include <utility>

#include "core/error.h"
#include "core/message.h"
#include "pipeline/output/workers.h"
#include "worker/protocol.h"
#include "worker/sandbox.h"

namespace codau::pipeline {
namespace {

Error fault_of_engine(const Error& error) {
  if (error.code() != ErrorCode::kInput) return error;
  return {ErrorCode::kInternal, std::string("the workers do not start: ") + error.what()};
}

worker::Versions ask_versions(Requests& requests) {
  worker::Versions versions;
  requests.start(job_of(worker::Ask::kVersions, worker::AskVersions{}),
                 [&](const Outcome& outcome) {
                   if (outcome.error) throw fault_of_engine(*outcome.error);
                   versions = worker::versions_from_json(outcome.answer);
                 });
  requests.work_off([] { return false; });
  return versions;
}

}  // namespace

std::string ask_sandbox(Requests& requests, const RunOptions& options, const Hooks& hooks,
                        const RunLog& log) {
  std::string sandbox = ask_versions(requests).sandbox;
  log.write(
      {"run_started", {}, {}, {}, "codau " + std::string(version()) + ", sandbox " + sandbox});
  if (worker::is_whole(sandbox)) return sandbox;
  const Message lacks =
      both("hệ điều hành không đủ phương tiện cách ly tiến trình đọc tệp (hiện có: " + sandbox +
               "); cần Linux 5.13 trở lên có Landlock và seccomp",
           "this system cannot wholly shut in the processes that open files (it has: " + sandbox +
               "); Linux 5.13 with Landlock and seccomp can");
  if (options.require_sandbox) throw Error(ErrorCode::kModel, lacks);
  if (hooks.warning) hooks.warning(lacks);
  return sandbox;
}

void load_lexicons(Requests& requests, std::span<const std::filesystem::path> folders) {
  worker::Load load;
  for (const std::filesystem::path& folder : folders) load.lexicons.push_back(folder.string());
  requests.load(load);
}

void load_restorer(Requests& requests, const Home& home, std::size_t documents) {
  // Processor time of so many texts of 5 KB, warm and not: one 0.63 and 0.39 s, three 0.95 and
  // 0.93, four 0.87 and 1.03, six 1.20 and 1.70 (the least of five runs each).
  constexpr std::size_t kWorthWarming = 3;
  requests.load({false, home.models().string(), home.data().string(), documents >= kWorthWarming});
}

std::string load_reader(Requests& requests) {
  requests.load({.reader = true});
  return ask_versions(requests).engine;
}

std::string reader_versions(const std::filesystem::path& program) {
  Workers workers({program, 1, 0});
  workers.load({.reader = true});
  Job job;
  job.request = [](std::size_t i) {
    return i == 0 ? std::optional(worker::to_frame(worker::AskVersions{})) : std::nullopt;
  };
  workers.start(std::move(job));
  std::optional<Outcome> outcome;
  while (!outcome) outcome = workers.wait(std::chrono::seconds(1));
  if (outcome->error) return outcome->error->what();
  const worker::Versions versions = worker::versions_from_json(outcome->answer);
  return versions.engine + "\n" + versions.libraries + "\nsandbox: " + versions.sandbox;
}

}  // namespace codau::pipeline
