#include "pipeline/workers.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <system_error>
#include <utility>

#include "core/message.h"
#include "worker/channel.h"
#include "worker/descriptor.h"

namespace codau::pipeline {
namespace {

using Clock = std::chrono::steady_clock;
using worker::Descriptor;

constexpr int kSocket = 3;       // of worker/main.cpp
constexpr time_t kStalled = 10;  // seconds in which a frame that has begun must go on
/// Room for what is mapped, not taken: libraries, models and the source.
constexpr std::uint64_t kMapped = std::uint64_t{4} << 30U;
constexpr int kCannotExecute = 127;

// Between fork and exec: only calls that are safe there.
[[noreturn]] void become_worker(const char* program, int socket, int null, std::uint64_t memory,
                                pid_t parent) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(1);  // it died before the line above
  ::setsid();                             // keys of the terminal are for the parent
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) ::dup2(null, fd);
  ::dup2(socket, kSocket);  // without close-on-exec, also if both numbers are equal:
  ::fcntl(kSocket, F_SETFD, 0);
  ::close_range(kSocket + 1, ~0U, 0);
  const rlimit nothing{0, 0};
  ::setrlimit(RLIMIT_CORE, &nothing);  // it would hold a private page
  if (memory > 0) {
    const rlimit taken{memory, memory}, space{memory + kMapped, memory + kMapped};
    ::setrlimit(RLIMIT_DATA, &taken);
    ::setrlimit(RLIMIT_AS, &space);
  }
  ::execl(program, program, nullptr);
  ::_exit(kCannotExecute);
}

// What a worker that died wrote into a file.
void empty(int file) {
  if (::ftruncate(file, 0) != 0 || ::lseek(file, 0, SEEK_SET) != 0) {
    throw Error(ErrorCode::kOutput,
                "a file cannot be emptied: " + std::generic_category().message(errno));
  }
}

struct Process {
  pid_t pid = 0;
  Descriptor socket;
};

Process spawn(const WorkerOptions& options) {
  std::array<int, 2> pair{};
  const Descriptor null(::open("/dev/null", O_RDWR | O_CLOEXEC));
  const bool made = ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair.data()) == 0;
  Descriptor ours(made ? pair[0] : -1);
  const Descriptor theirs(made ? pair[1] : -1);
  const timeval stalled{kStalled, 0};
  const pid_t parent = ::getpid();
  const pid_t pid = made && null ? ::fork() : -1;
  if (pid < 0) {
    throw Error(ErrorCode::kInternal,
                "no worker can be started: " + std::generic_category().message(errno));
  }
  if (pid == 0) {
    become_worker(options.program.c_str(), theirs.get(), null.get(), options.memory, parent);
  }
  ::setsockopt(ours.get(), SOL_SOCKET, SO_SNDTIMEO, &stalled, sizeof stalled);
  ::setsockopt(ours.get(), SOL_SOCKET, SO_RCVTIMEO, &stalled, sizeof stalled);
  return {pid, std::move(ours)};
}

}  // namespace

struct Workers::Worker {
  Process process;
  std::optional<Job> job;
  Descriptor file;  // of the job
  Clock::time_point deadline;
  std::vector<worker::Picture> pictures;
  bool retried = false;
  bool broken = false;  // did not take the request

  void stop() {
    if (process.pid == 0) return;
    ::kill(process.pid, SIGKILL);
    int status = 0;
    while (::waitpid(process.pid, &status, 0) < 0 && errno == EINTR) {
    }
    process = {};
    if (WIFEXITED(status) && WEXITSTATUS(status) == kCannotExecute) {
      throw Error(ErrorCode::kInternal,
                  both("không chạy được codau-worker: cài lại codau",
                       "codau-worker cannot be executed: install codau again"));
    }
  }

  void send(const WorkerOptions& options) {
    if (process.pid == 0) process = spawn(options);
    deadline = Clock::now() + job->timeout;
    if (job->target >= 0) empty(job->target);
    broken = false;
    for (std::size_t i = 0; i < job->requests.size() && !broken; ++i) {
      const bool is_last = i + 1 == job->requests.size();
      const int fd = is_last && job->target >= 0 ? job->target : i == 0 ? file.get() : -1;
      broken = !worker::send_frame(process.socket.get(), job->requests[i], fd);
    }
  }

  Outcome finish(std::string answer, std::optional<Error> error) {
    const std::uint64_t id = std::exchange(job, std::nullopt)->id;
    file = {};
    retried = false;
    return {id, std::move(answer), std::move(error), std::exchange(pictures, {})};
  }

  // One picture of a kind; more of them would be a worker that is no longer itself.
  bool keep(worker::Picture picture) {
    const bool is_new = std::none_of(pictures.begin(), pictures.end(),
                                     [&](const auto& kept) { return kept.kind == picture.kind; });
    if (is_new) pictures.push_back(std::move(picture));
    return is_new;
  }

  // What became of the job when its socket can be read, or nothing if it is tried again.
  std::optional<Outcome> receive(const WorkerOptions& options) {
    auto frame = broken ? std::nullopt : worker::receive_frame(process.socket.get());
    auto picture = frame ? worker::picture_of(frame->json) : std::nullopt;
    if (picture && keep(std::move(*picture))) return std::nullopt;  // the answer is still to come
    if (frame && !picture) {
      auto error = worker::error_of(frame->json);
      if (error && error->cause() == Cause::kOutOfMemory) stop();  // what is left may be in pieces
      return finish(std::move(frame->json), std::move(error));
    }
    stop();
    if (retried || !job->again) return finish({}, Error(Cause::kCrashed, "the worker died"));
    retried = true;
    pictures.clear();
    send(options);
    return std::nullopt;
  }
};

Workers::Workers(const WorkerOptions& options) : options_(options), workers_(options.count) {
  if (::access(options.program.c_str(), X_OK) != 0) {
    throw Error(ErrorCode::kInternal, options.program.string() + ": " +
                                          std::generic_category().message(errno) +
                                          ": install codau again");
  }
  ::setenv("OMP_THREAD_LIMIT", "1", 1);  // read when libgomp loads: too late inside the worker
}

Workers::~Workers() {
  for (Worker& worker : workers_) {
    if (worker.process.pid != 0) {
      ::kill(worker.process.pid, SIGKILL);
      ::waitpid(worker.process.pid, nullptr, 0);
    }
  }
}

Workers::Workers(Workers&&) noexcept = default;
Workers& Workers::operator=(Workers&&) noexcept = default;

bool Workers::any_free() const noexcept {
  return std::any_of(workers_.begin(), workers_.end(), [](const Worker& w) { return !w.job; });
}

bool Workers::any_busy() const noexcept {
  return std::any_of(workers_.begin(), workers_.end(), [](const Worker& w) { return !!w.job; });
}

void Workers::start(Job job) {
  const auto free =
      std::find_if(workers_.begin(), workers_.end(), [](const Worker& w) { return !w.job; });
  free->file = job.file.empty() ? Descriptor() : worker::open_to_read(job.file);
  free->job = std::move(job);
  free->send(options_);
}

std::optional<Outcome> Workers::wait(std::chrono::milliseconds patience) {
  std::vector<pollfd> polled;
  std::vector<Worker*> busy;
  auto until = Clock::now() + patience;
  for (Worker& worker : workers_) {
    if (!worker.job) continue;
    if (worker.broken) return worker.receive(options_);
    busy.push_back(&worker);
    polled.push_back({worker.process.socket.get(), POLLIN, 0});
    until = std::min(until, worker.deadline);
  }
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
  ::poll(polled.data(), polled.size(), static_cast<int>(std::max<decltype(left)>(left, 0)));
  for (std::size_t i = 0; i < busy.size(); ++i) {
    if (polled[i].revents != 0) return busy[i]->receive(options_);
    if (Clock::now() < busy[i]->deadline) continue;
    busy[i]->stop();
    return busy[i]->finish({}, Error(Cause::kTimeout, "the page took too long"));
  }
  return std::nullopt;
}

}  // namespace codau::pipeline
