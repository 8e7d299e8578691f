// office/jobs/child_process.h — runs a program beside the server.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "worker/descriptor.h"

namespace codau::office {

/// How a process ended.
struct ProcessEnd {
  int exit_code = 0;   ///< 128 and the number of the signal if a signal ended the process
  std::string errors;  ///< the last 16 KiB of standard error
};

/// A running program. Its standard input is empty, its standard output is dropped. The system ends
/// the process (SIGTERM) when this process dies. The process has a lower priority, so that the
/// server stays quick. Used from one thread, which must be the thread that started the process.
class ChildProcess {
 public:
  /// Starts `program`. Throws Error{kInternal} if the system cannot start processes.
  ChildProcess(const std::filesystem::path& program, const std::vector<std::string>& arguments);
  /// Ends the process by SIGTERM and waits for its end.
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  [[nodiscard]] pid_t pid() const noexcept { return pid_; }
  /// Returns how the process ended; nothing while it runs. Reads what it writes to standard error,
  /// so call this again and again.
  [[nodiscard]] std::optional<ProcessEnd> poll();
  /// Sends a signal, such as SIGINT.
  void send(int signal) const;

 private:
  void read_errors();

  pid_t pid_ = -1;
  worker::Descriptor errors_;
  std::string text_;
  std::optional<ProcessEnd> end_;
};

/// Waits for the end of a process.
[[nodiscard]] ProcessEnd wait_for(ChildProcess&& process);

}  // namespace codau::office
