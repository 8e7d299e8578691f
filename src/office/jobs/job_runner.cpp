#include "office/jobs/job_runner.h"

#include <signal.h>

#include <ctime>
#include <optional>
#include <utility>

#include "core/error.h"
#include "io/atomic_file.h"
#include "io/file_lock.h"
#include "office/jobs/arranged_uploads.h"
#include "office/jobs/export_formats.h"
#include "pipeline/inputs/reject_list.h"
#include "pipeline/output/run_status.h"

namespace codau::office {
namespace {

using std::chrono::milliseconds;

/// Returns true if another command holds the output. A run holds it between two documents, too.
bool is_held(const std::filesystem::path& out) {
  const std::filesystem::path database = out / "codau.db";
  try {
    io::wait_until_unlocked(out / pipeline::kRunLock, database);
    io::wait_until_unlocked(database.string() + ".lock", database);
    return false;
  } catch (const Error&) {
    return true;
  }
}

bool is_done(const ProcessEnd& end) {
  return end.exit_code == 0 || end.exit_code == static_cast<int>(ErrorCode::kInput) ||
         end.exit_code == static_cast<int>(ErrorCode::kNothingRead);
}

}  // namespace

std::filesystem::path JobPlaces::uploads(std::string_view id) const {
  return serve() / "uploads" / id;
}

std::filesystem::path JobPlaces::exports(std::string_view id) const {
  return serve() / "exports" / id;
}

std::filesystem::path JobPlaces::kept_original(std::string_view id, std::string_view path) const {
  return uploads(id) / ".original" / path;
}

std::filesystem::path JobPlaces::original(std::string_view id, std::string_view path) const {
  std::filesystem::path kept = kept_original(id, path);
  std::error_code error;
  return std::filesystem::exists(kept, error) ? kept : uploads(id) / path;
}

std::vector<std::string> make_arguments(const Job& job, const JobPlaces& places) {
  std::vector<std::string> out;
  if (job.kind == JobKind::kExport) {
    out = {"export", places.out.string()};
    out.insert(out.end(), job.arguments.begin(), job.arguments.end());
    out.insert(out.end(), {"-o", (places.exports(job.id) / job.result).string(), "--quiet"});
  } else if (job.kind == JobKind::kBackup) {
    out = {"backup", "--quiet", "--", places.out.string()};
    out.insert(out.end(), job.arguments.begin(), job.arguments.end());
  } else {
    out = {"run", places.uploads(job.id).string(), "-o", places.out.string(), "--quiet"};
    out.insert(out.end(), job.arguments.begin(), job.arguments.end());
  }
  return out;
}

std::string find_last_message(std::string_view errors) {
  constexpr std::string_view kPrefix = "codau: ";
  while (errors.ends_with('\n')) errors.remove_suffix(1);
  const std::size_t begin = errors.rfind('\n');
  std::string_view line = begin == std::string_view::npos ? errors : errors.substr(begin + 1);
  if (line.starts_with(kPrefix)) line.remove_prefix(kPrefix.size());
  return std::string(line);
}

JobRunner::JobRunner(JobPlaces places, JobStore& jobs, ArrangementStore& arrangements)
    : places_(std::move(places)), jobs_(jobs), arrangements_(arrangements) {
  for (Job job : jobs_.list_in(JobState::kRunning)) {
    job.state = JobState::kWaiting;
    jobs_.save(job);
  }
  thread_ = std::thread([this] { work(); });
}

JobRunner::~JobRunner() {
  {
    const std::lock_guard lock(mutex_);
    is_over_ = true;
    news_.notify_all();
  }
  thread_.join();
}

void JobRunner::wake() {
  const std::lock_guard lock(mutex_);
  has_news_ = true;
  news_.notify_all();
}

bool JobRunner::cancel(std::string_view id) {
  const std::lock_guard lock(mutex_);
  if (running_ == id) {
    is_cancelled_ = true;
    news_.notify_all();
    return true;
  }
  return jobs_.move(id, JobState::kWaiting, JobState::kCancelled) ||
         jobs_.move(id, JobState::kReceiving, JobState::kCancelled);
}

bool JobRunner::retry(std::string_view id) {
  const bool is_moved = jobs_.move(id, JobState::kFailed, JobState::kWaiting) ||
                        jobs_.move(id, JobState::kCancelled, JobState::kWaiting) ||
                        jobs_.move(id, JobState::kDone, JobState::kWaiting);
  if (is_moved) wake();
  return is_moved;
}

pid_t JobRunner::running_pid() const {
  const std::lock_guard lock(mutex_);
  return pid_;
}

void JobRunner::pause(milliseconds most) {
  std::unique_lock lock(mutex_);
  news_.wait_for(lock, most, [this] { return is_over_ || has_news_ || is_cancelled_; });
  has_news_ = false;
}

void JobRunner::work() {
  constexpr milliseconds kIdle{5000}, kHeld{2000};
  while (true) {
    {
      const std::lock_guard lock(mutex_);
      if (is_over_) return;
    }
    try {
      std::vector<Job> waiting = jobs_.list_in(JobState::kWaiting);
      if (waiting.empty()) {
        pause(kIdle);
        continue;
      }
      Job& next = waiting.front();
      if (next.kind == JobKind::kFiles && is_held(places_.out)) {
        next.message =
            both("lệnh codau khác đang chạy trên kho này; việc này bắt đầu khi lệnh đó xong",
                 "another codau command works on this archive; this job begins when it ends");
        jobs_.save(next);
        pause(kHeld);
        continue;
      }
      run(std::move(next));
    } catch (const Error&) {
      pause(kIdle);  // the disk is full, or the database is locked; try again later
    }
  }
}

void JobRunner::run(Job job) {
  {
    const std::lock_guard lock(mutex_);
    running_ = job.id;
    is_cancelled_ = false;
  }
  job.message = both("", "");
  job.started = std::time(nullptr);
  if (job.kind == JobKind::kExport) job.result = name_result(job.arguments, job.started);
  jobs_.save(job);
  ProcessEnd end{static_cast<int>(ErrorCode::kInternal), {}};
  if (jobs_.move(job.id, JobState::kWaiting, JobState::kRunning)) {
    job.state = JobState::kRunning;
    if (const auto error = prepare(job)) {
      job.state = JobState::kFailed;
      job.message = error->message();
      job.ended = std::time(nullptr);
      jobs_.save(job);
    } else {
      end = run_child(make_arguments(job, places_));
      finish(std::move(job), end);
    }
  }
  const std::lock_guard lock(mutex_);
  running_.clear();
  is_cancelled_ = false;
}

std::optional<Error> JobRunner::prepare(Job& job) {
  constexpr std::size_t kMostFiles = 20'000;
  return pipeline::catch_error([&] {
    if (job.kind == JobKind::kExport) io::make_folder(places_.exports(job.id));
    if (job.kind != JobKind::kFiles) return;
    const bool is_arranged =
        arrange_uploads(job, jobs_.files(job.id, kMostFiles), places_, arrangements_);
    job.arguments.clear();
    if (is_arranged) job.arguments.emplace_back("--prune");
  });
}

ProcessEnd JobRunner::run_child(const std::vector<std::string>& arguments) {
  constexpr milliseconds kLook{100};
  constexpr std::chrono::seconds kPatience{60};
  ChildProcess child(places_.program, arguments);
  std::optional<std::chrono::steady_clock::time_point> asked;
  while (true) {
    if (auto end = child.poll()) {
      const std::lock_guard lock(mutex_);
      pid_ = 0;
      return *end;
    }
    std::unique_lock lock(mutex_);
    pid_ = child.pid();
    news_.wait_for(lock, kLook);
    if (!is_over_ && !is_cancelled_) continue;
    const auto now = std::chrono::steady_clock::now();
    if (!asked) {
      child.send(SIGINT);
      asked = now;
    } else if (now - *asked > kPatience) {
      child.send(SIGKILL);
    }
  }
}

void JobRunner::finish(Job job, const ProcessEnd& end) {
  bool is_over = false, is_cancelled = false;
  {
    const std::lock_guard lock(mutex_);
    is_over = is_over_;
    is_cancelled = is_cancelled_;
  }
  const std::string said = find_last_message(end.errors);
  job.message = both("", "");
  if (is_done(end)) {
    job.state = JobState::kDone;
    if (job.kind == JobKind::kExport) job.result = pack_result(places_.exports(job.id), job.result);
  } else if (is_cancelled) {
    job.state = JobState::kCancelled;
  } else if (is_over ||
             (end.exit_code == static_cast<int>(ErrorCode::kOutput) && is_held(places_.out))) {
    job.state = JobState::kWaiting;
  } else {
    job.state = JobState::kFailed;
    job.message = Message(said, said);
  }
  job.ended = is_ended(job.state) ? std::time(nullptr) : 0;
  jobs_.save(job);
}

}  // namespace codau::office
