#include "office/jobs/child_process.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstddef>
#include <thread>
#include <utility>

#include "core/error.h"
#include "core/message.h"

namespace codau::office {
namespace {

constexpr std::size_t kMaxErrors = std::size_t{16} << 10U;
constexpr int kExitBySignalBase = 128, kNotStarted = 127;

/// Becomes the program. Only functions that are safe after fork() in a process with threads.
[[noreturn]] void become(const char* program, char* const* arguments, int errors, pid_t parent) {
  constexpr int kNice = 5;
  const int nothing = ::open("/dev/null", O_RDWR);
  ::dup2(nothing, STDIN_FILENO);
  ::dup2(nothing, STDOUT_FILENO);
  ::dup2(errors, STDERR_FILENO);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  ::signal(SIGPIPE, SIG_DFL);
  ::setpriority(PRIO_PROCESS, 0, kNice);
  ::prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (::getppid() == parent) ::execv(program, arguments);
  ::_exit(kNotStarted);
}

}  // namespace

ChildProcess::ChildProcess(const std::filesystem::path& program,
                           const std::vector<std::string>& arguments) {
  std::array<int, 2> pipe{};
  if (::pipe2(pipe.data(), O_CLOEXEC | O_NONBLOCK) != 0)
    throw Error(ErrorCode::kInternal, both("không mở được đường ống", "cannot make a pipe"));
  errors_ = worker::Descriptor(pipe[0]);
  const worker::Descriptor writing(pipe[1]);
  std::vector<std::string> words{program.string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  const pid_t parent = ::getpid();
  pid_ = ::fork();
  if (pid_ == 0) become(words.front().c_str(), pointers.data(), writing.get(), parent);
  if (pid_ < 0)
    throw Error(ErrorCode::kInternal,
                both("hệ thống không tạo được tiến trình", "the system cannot start a process"));
}

ChildProcess::~ChildProcess() {
  if (end_ || pid_ <= 0) return;
  send(SIGTERM);
  int status = 0;
  ::waitpid(pid_, &status, 0);
}

void ChildProcess::send(int signal) const {
  if (!end_ && pid_ > 0) ::kill(pid_, signal);
}

void ChildProcess::read_errors() {
  std::array<char, 4096> piece{};
  while (true) {
    const ssize_t got = ::read(errors_.get(), piece.data(), piece.size());
    if (got <= 0) return;
    text_.append(piece.data(), static_cast<std::size_t>(got));
    if (text_.size() > 2 * kMaxErrors) text_.erase(0, text_.size() - kMaxErrors);
  }
}

std::optional<ProcessEnd> ChildProcess::poll() {
  if (end_) return end_;
  read_errors();
  int status = 0;
  if (::waitpid(pid_, &status, WNOHANG) != pid_) return std::nullopt;
  read_errors();
  const int code = WIFSIGNALED(status) ? kExitBySignalBase + WTERMSIG(status) : WEXITSTATUS(status);
  if (text_.size() > kMaxErrors) text_.erase(0, text_.size() - kMaxErrors);
  end_ = ProcessEnd{code, text_};
  return end_;
}

ProcessEnd wait_for(ChildProcess&& process) {
  constexpr std::chrono::milliseconds kLook{10};
  while (true) {
    if (auto end = process.poll()) return *std::move(end);
    std::this_thread::sleep_for(kLook);
  }
}

}  // namespace codau::office
