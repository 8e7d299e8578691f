#include "pipeline/output/job_queue.h"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "pipeline/inputs/interrupt.h"
#include "pipeline/inputs/source_identity.h"

namespace codau::pipeline {
namespace {

// Longest delay before a stop request is noticed.
constexpr std::chrono::milliseconds kPatience{100};

}  // namespace

WorkerJob make_request_job(worker::Ask ask, const worker::Request& request) {
  WorkerJob job;
  job.ask = ask;
  job.request = [frame = worker::to_frame(request)](std::size_t i) {
    return i == 0 ? std::optional(frame) : std::nullopt;
  };
  return job;
}

void open_job_file(WorkerJob& job, const InputFile& file) {
  const HashedFile hashed{file.sha256, file.identity};
  job.source = file.sha256;
  job.files.push_back({hashed, open_unchanged(file.file, hashed)});
}

JobQueue::JobQueue(const WorkerOptions& workers, const RunHooks& hooks)
    : hooks_(hooks), workers_(workers) {
  workers_.begin();
}

void JobQueue::start(WorkerJob job, OutcomeCallback take, std::optional<WorkInProgress> what) {
  job.id = next_id_;
  workers_.start(std::move(job));
  awaited_.emplace(next_id_++, Awaited{std::move(take), std::move(what)});
}

void JobQueue::tell_what_takes_longest() const {
  if (!hooks_.in_work) return;
  for (const auto& [id, awaited] : awaited_) {
    if (!awaited.what) continue;
    const std::chrono::duration<double> since = std::chrono::steady_clock::now() - awaited.begun;
    return hooks_.in_work({awaited.what->file, awaited.what->page, since.count()});
  }
}

void JobQueue::run_until_done(const std::function<bool()>& feed,
                              const std::function<void()>& pause) {
  const auto give_work = [&] {
    while (workers_.has_free() && feed()) {
    }
  };
  while (true) {
    throw_if_stopped(hooks_);
    give_work();
    if (!workers_.has_busy()) return;
    tell_what_takes_longest();
    if (pause) pause();
    const auto outcome = workers_.wait(kPatience);
    if (!outcome) continue;
    const auto awaited = awaited_.extract(outcome->id);
    // Give work first, so that no worker waits while the callback runs. There are two exceptions. A
    // failed job may need a retry before all other work. A run that is to stop first takes the
    // finished results.
    if (!outcome->error && !is_stop_requested(hooks_)) give_work();
    awaited.mapped().take(*outcome);
  }
}

}  // namespace codau::pipeline
