#include "pipeline/output/worker_pool.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <string_view>
#include <system_error>
#include <utility>

#include "core/message.h"
#include "worker/descriptor.h"
#include "worker/frame_channel.h"

namespace codau::pipeline {
namespace {

using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;
using worker::Descriptor;

constexpr int kSocket = 3;        // descriptor number in worker/main.cpp
constexpr time_t kStalled = 10;   // seconds within which a frame must make progress
constexpr time_t kLoading = 120;  // seconds that loading models from a slow disk may take
constexpr int kCannotExecute = 127;
/// Multiple of the timeout after which a job is abandoned by wall-clock time, whatever slows it
/// down.
constexpr int kMostWall = 10;
constexpr std::chrono::seconds kAllTaken{60};  // time limit for sending all requests of a job
constexpr int kMostAtOnce = 32;                // frames taken from one worker before the next one

// ---- the zygote's environment ----

// Returns the variables that a worker needs. Passwords (PGPASSWORD) do not reach a process that
// opens untrusted files.
std::vector<std::string> environment() {
  constexpr auto kPassed = std::to_array<std::string_view>(
      {"LD_LIBRARY_PATH=", "LD_PRELOAD=", "TESSDATA_PREFIX=", "ASAN_OPTIONS=", "UBSAN_OPTIONS=",
       "TSAN_OPTIONS=", "LSAN_OPTIONS=", "CODAU_"});
  std::vector<std::string> out{"OMP_THREAD_LIMIT=1", "LC_ALL=C.UTF-8"};
  // Asks for huge pages. An image takes 2,000 small pages, which cost an eighth of the time of a
  // run.
  out.emplace_back("GLIBC_TUNABLES=glibc.malloc.hugetlb=1");
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view one = *entry;
    if (std::ranges::any_of(kPassed, [&](std::string_view p) { return one.starts_with(p); })) {
      out.emplace_back(one);
    }
  }
  return out;
}

// Runs between fork and exec, so it makes only async-signal-safe calls.
[[noreturn]] void become_zygote(const char* program, char* const* variables, int socket, int null,
                                pid_t parent) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(1);  // the parent died before prctl()
  ::setsid();                             // terminal signals are for the parent
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) ::dup2(null, fd);
  ::dup2(socket, kSocket);  // clear close-on-exec even if both numbers are equal:
  ::fcntl(kSocket, F_SETFD, 0);
  ::close_range(kSocket + 1, ~0U, 0);
  std::array<char*, 2> arguments{const_cast<char*>(program), nullptr};
  ::execve(program, arguments.data(), variables);
  ::_exit(kCannotExecute);
}

[[noreturn]] void cannot_start(const Message& why) {
  throw Error(
      ErrorCode::kOutput,
      both("không khởi động được tiến trình đọc tệp; giảm --jobs hoặc nới giới hạn (ulimit -u)",
           "no process that reads files can be started; lower --jobs or raise ulimit -u") +
          ": " + why);
}
Message why_not() { return describe_errno(errno); }

struct Ends {
  Descriptor ours, theirs;
};

// Makes a socket pair. Reads and writes of our end wait at most `patience` seconds.
Ends make_pair(time_t patience) {
  std::array<int, 2> pair{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair.data()) != 0)
    cannot_start(why_not());
  Ends ends{Descriptor(pair[0]), Descriptor(pair[1])};
  const timeval stalled{patience, 0};
  ::setsockopt(ends.ours.get(), SOL_SOCKET, SO_SNDTIMEO, &stalled, sizeof stalled);
  ::setsockopt(ends.ours.get(), SOL_SOCKET, SO_RCVTIMEO, &stalled, sizeof stalled);
  return ends;
}

// Returns the exit status of a dead child.
int end_of(pid_t pid) {
  int status = 0;
  while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

// Describes the end of a process, for error messages.
std::string in_words(int status) {
  if (!WIFSIGNALED(status)) return "exit " + std::to_string(WEXITSTATUS(status));
  const char* const name = ::sigabbrev_np(WTERMSIG(status));
  return "signal " + std::to_string(WTERMSIG(status)) +
         (name != nullptr ? std::string(" (SIG") + name + ")" : "");
}

// ---- how a process fares ----

// Returns the processor time of a process so far.
Seconds time_of(pid_t pid) {
  clockid_t clock{};
  timespec time{};
  if (::clock_getcpuclockid(pid, &clock) != 0 || ::clock_gettime(clock, &time) != 0) return {};
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

// Returns true if the process sleeps or is stopped, so that it will not go on by itself.
bool is_idle(pid_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
  std::string stat;
  std::getline(file, stat);
  const std::size_t name = stat.rfind(") ");
  return name != stat.npos && name + 2 < stat.size() &&
         std::string_view("STt").find(stat[name + 2]) != std::string_view::npos;
}

}  // namespace

// ---- the zygote ----

class WorkerPool::Zygote {
 public:
  explicit Zygote(const WorkerOptions& options) : options_(options) {}
  ~Zygote() { stop(); }
  Zygote(const Zygote&) = delete;
  Zygote& operator=(const Zygote&) = delete;

  void start() {
    if (pid_ == 0) begin();
  }

  void load(const worker::LoadEngines& what) {
    loads_.push_back(what);
    if (pid_ != 0) ask(what);
  }

  struct Child {
    pid_t pid = 0;
    Descriptor socket;
  };
  /// Forks a worker. `source`: bytes of its source.
  Child fork(std::uint64_t source) {
    Ends ends = make_pair(kStalled);
    auto answer = try_fork(source, ends.theirs.get());
    if (!answer) {  // the zygote was killed: start another
      stop();
      answer = try_fork(source, ends.theirs.get());
    }
    pid_t pid = 0;
    const char* const end = answer ? answer->data() + answer->size() : nullptr;
    if (!answer) cannot_start(both("codau-worker không trả lời", "codau-worker does not answer"));
    if (std::from_chars(answer->data(), end, pid).ptr != end || pid <= 0) {
      const auto error = worker::parse_error(*answer, worker::Ask::kFork);
      cannot_start(error ? error->message()
                         : both("codau-worker không trả lời", "codau-worker does not answer"));
    }
    return {pid, std::move(ends.ours)};
  }

 private:
  std::optional<std::string> try_fork(std::uint64_t source, int socket) {
    start();
    return send(worker::ForkWorker{options_.memory, source}, socket);
  }

  void begin() {
    const Descriptor null(::open("/dev/null", O_RDWR | O_CLOEXEC));
    Ends ends = make_pair(kLoading);
    std::vector<std::string> variables = environment();
    std::vector<char*> pointers;
    for (std::string& variable : variables) pointers.push_back(variable.data());
    pointers.push_back(nullptr);
    const pid_t parent = ::getpid();
    pid_ = null ? ::fork() : -1;
    if (pid_ < 0) {
      pid_ = 0;
      cannot_start(why_not());
    }
    if (pid_ == 0) {
      become_zygote(options_.program.c_str(), pointers.data(), ends.theirs.get(), null.get(),
                    parent);
    }
    socket_ = std::move(ends.ours);
    // An open copy would hide the death of the zygote.
    { const Descriptor gone = std::move(ends.theirs); }
    for (const worker::LoadEngines& what : loads_) ask(what);
  }

  void ask(const worker::LoadEngines& what) {
    const auto answer = send(what, -1);
    if (!answer) {
      check_executable(stop());
      cannot_start(both("codau-worker dừng khi đang nạp mô hình",
                        "codau-worker died while it loaded the models"));
    }
    if (auto error = worker::parse_error(*answer, worker::Ask::kLoad)) throw Error(*error);
  }

  std::optional<std::string> send(const worker::Request& request, int socket) {
    if (!worker::send_frame(socket_.get(), worker::to_frame(request), socket)) return std::nullopt;
    auto frame = worker::receive_frame(socket_.get());
    if (!frame) return std::nullopt;
    return std::move(frame->bytes);
  }

  int stop() {
    if (pid_ == 0) return 0;
    ::kill(pid_, SIGKILL);
    socket_ = {};
    return end_of(std::exchange(pid_, 0));
  }

  static void check_executable(int status) {
    if (!WIFEXITED(status) || WEXITSTATUS(status) != kCannotExecute) return;
    throw Error(ErrorCode::kInternal, both("không chạy được codau-worker: cài lại codau",
                                           "codau-worker cannot be executed: install codau again"));
  }

  WorkerOptions options_;
  std::vector<worker::LoadEngines> loads_;
  pid_t pid_ = 0;
  Descriptor socket_;
};

// ---- one worker ----

struct WorkerPool::Worker {
  Zygote::Child process;
  std::string source;      // WorkerJob::source of the current or last job; empty: none
  std::uint64_t room = 0;  // bytes of the largest source that it can map
  std::optional<WorkerJob> job;
  PieceSink take;  // sink of the current attempt
  worker::FrameReceiver inbox;
  Clock::time_point heard;  // last time of a request or a frame
  Seconds used_before{};    // processor time when the attempt began
  std::uint64_t bytes = 0;
  Seconds spent{};  // processor time of all attempts
  bool retried = false;
  bool broken = false;  // could not take the requests

  // Kills the worker and returns its exit status.
  int stop() {
    if (process.pid == 0) return 0;
    ::kill(process.pid, SIGKILL);
    const int status = end_of(process.pid);
    process = {};
    source.clear();
    inbox = {};
    return status;
  }

  [[nodiscard]] Seconds used() const { return time_of(process.pid) - used_before; }

  void send(Zygote& zygote) {
    std::uint64_t needed = 0;
    for (const OpenSourceFile& one : job->files) needed += one.hashed.identity.bytes;
    if (room < needed) stop();  // it was forked for a smaller source, or for none
    if (process.pid == 0) {
      room = needed;
      process = zygote.fork(room);
    }
    const bool is_new = source != job->source;
    source = job->source;
    take = job->begin ? job->begin() : PieceSink();
    heard = Clock::now();
    used_before = time_of(process.pid);
    bytes = 0;
    broken = false;
    std::optional<std::string> request = job->request(0);
    for (std::size_t i = 0; request && !broken; request = job->request(++i)) {
      const int fd = is_new && i < job->files.size() ? job->files[i].file.get() : -1;
      broken = !worker::send_frame(process.socket.get(), *request, fd) ||
               Clock::now() - heard > kAllTaken;
    }
  }

  JobOutcome finish(std::string answer, std::optional<Error> error) {
    take = {};
    retried = false;
    const Seconds all = std::exchange(spent, {});
    return {std::exchange(job, std::nullopt)->id, std::move(answer), std::move(error), all.count()};
  }

  JobOutcome give_up(const Error& error) {
    spent += used();
    stop();
    return finish({}, error);
  }

  // A worker that sent an invalid answer is not trusted again.
  JobOutcome lied(const char* about) {
    return give_up(Error(ErrorCode::kInternal, std::string("the worker sent ") + about));
  }

  // Handles the death of the worker. Returns the outcome, or nothing if the job is repeated.
  std::optional<JobOutcome> died(Zygote& zygote) {
    spent += used();
    const std::string how = in_words(stop());
    if (retried || !job->again) {
      return finish({}, Error(Cause::kCrashed, "the worker died: " + how));
    }
    retried = true;
    send(zygote);
    return std::nullopt;
  }

  // Reads the socket. Returns the outcome of the job, or nothing if the job goes on.
  std::optional<JobOutcome> receive(Zygote& zygote) {
    for (int taken = 0; taken < kMostAtOnce; ++taken) {
      const auto state =
          broken ? worker::FrameReceiver::State::kBroken : inbox.receive(process.socket.get());
      if (state == worker::FrameReceiver::State::kWaiting) return std::nullopt;
      if (state == worker::FrameReceiver::State::kBroken) return died(zygote);
      heard = Clock::now();
      std::string frame = inbox.take();
      bytes += frame.size();
      if (bytes > job->most_bytes) return lied("more than a job can give");
      if (frame.starts_with('{')) return answered(std::move(frame));
      auto piece = worker::parse_piece(std::move(frame), job->ask);
      if (!piece) return lied("what was not asked for");
      if (take) take(std::move(*piece));
    }
    return std::nullopt;
  }

  JobOutcome answered(std::string frame) {
    spent += used();
    auto error = worker::parse_error(frame, job->ask);
    // The state of the worker may be corrupt.
    if (error && (error->cause() == Cause::kOutOfMemory || error->code() == ErrorCode::kInternal)) {
      stop();
    }
    if (!std::ranges::all_of(job->files, [](const OpenSourceFile& one) {
          return is_unchanged(one.file.get(), one.hashed);
        })) {
      error = Error(Cause::kChanged, "it was written to while it was read");
      stop();
    }
    return finish(std::move(frame), std::move(error));
  }

  // The caller has just read the socket, so a worker that waits for the pipeline to read is not
  // late.
  [[nodiscard]] bool is_late() const {
    const auto silent = Clock::now() - heard;
    return used() >= job->timeout || silent > kMostWall * job->timeout ||
           (silent > job->timeout && is_idle(process.pid));
  }
};

WorkerPool::WorkerPool(const WorkerOptions& options)
    : zygote_(std::make_unique<Zygote>(options)), workers_(options.count) {
  if (::access(options.program.c_str(), X_OK) != 0) {
    throw Error(ErrorCode::kInternal, options.program.string() + ": " +
                                          std::generic_category().message(errno) +
                                          ": install codau again");
  }
  rlimit files{};  // a document of many files keeps them all open while its PDF is made
  if (::getrlimit(RLIMIT_NOFILE, &files) == 0) {
    files.rlim_cur = files.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &files);
  }
  ::signal(SIGCHLD, SIG_DFL);  // if SIGCHLD were ignored, waitpid() would lose the exit status
}

WorkerPool::~WorkerPool() {
  for (Worker& worker : workers_) worker.stop();
}

WorkerPool::WorkerPool(WorkerPool&&) noexcept = default;
WorkerPool& WorkerPool::operator=(WorkerPool&&) noexcept = default;

void WorkerPool::begin() { zygote_->start(); }

void WorkerPool::load(const worker::LoadEngines& what) {
  zygote_->load(what);
  for (Worker& worker : workers_) worker.stop();  // they lack the new engines
}

bool WorkerPool::has_free() const noexcept {
  return std::any_of(workers_.begin(), workers_.end(), [](const Worker& w) { return !w.job; });
}

bool WorkerPool::has_busy() const noexcept {
  return std::any_of(workers_.begin(), workers_.end(), [](const Worker& w) { return !!w.job; });
}

void WorkerPool::start(WorkerJob job) {
  // Order: a worker that has the file, one without a source, one with another source, which is
  // stopped.
  const auto rank = [&](const Worker& w) {
    if (w.job) return 3;
    if (w.process.pid != 0 && w.source == job.source) return 0;
    return w.source.empty() ? 1 : 2;
  };
  Worker& chosen = *std::ranges::min_element(workers_, {}, rank);
  if (rank(chosen) == 3) throw Error(ErrorCode::kInternal, "no worker is free");
  if (rank(chosen) == 2) chosen.stop();
  chosen.job = std::move(job);
  chosen.send(*zygote_);
}

std::optional<JobOutcome> WorkerPool::wait(std::chrono::milliseconds patience) {
  std::vector<pollfd> polled;
  std::vector<Worker*> busy;
  for (Worker& worker : workers_) {
    if (!worker.job) continue;
    if (worker.broken) return worker.receive(*zygote_);
    busy.push_back(&worker);
    polled.push_back({worker.process.socket.get(), POLLIN, 0});
  }
  ::poll(polled.data(), polled.size(), static_cast<int>(patience.count()));
  for (std::size_t i = 0; i < busy.size(); ++i) {
    if (polled[i].revents != 0) {
      if (auto outcome = busy[i]->receive(*zygote_)) return outcome;
    }
    if (busy[i]->job && busy[i]->is_late()) {
      if (auto outcome = busy[i]->receive(*zygote_)) return outcome;
      if (!busy[i]->job || !busy[i]->is_late()) continue;
      return busy[i]->give_up(Error(Cause::kTimeout, "the work took too long"));
    }
  }
  return std::nullopt;
}

WorkerOptions make_single_worker_options(const std::filesystem::path& program) {
#ifdef CODAU_SANITIZED
  return {program, 1, 0};
#else
  return {program, 1, std::uint64_t{2} << 30U};
#endif
}

std::string run_job(WorkerPool& workers, WorkerJob job) {
  workers.start(std::move(job));
  std::optional<JobOutcome> outcome;
  while (!outcome) outcome = workers.wait(std::chrono::milliseconds(100));
  if (outcome->error) throw Error(*outcome->error);
  return std::move(outcome->answer);
}

}  // namespace codau::pipeline
