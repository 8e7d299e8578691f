// worker/sandbox.h — restricts a worker process before it opens untrusted files.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace codau::worker {

/// The restrictions that the kernel enforces on this process.
struct Confinement {
  int landlock = 0;      ///< version of the Landlock interface in use; 0 if the kernel has none
  bool seccomp = false;  ///< true if system calls are filtered
};

/// The mechanisms to use; tests use each alone.
struct SandboxMechanisms {
  bool landlock = true, seccomp = true;
};

/// Restricts this process for good, and returns the restrictions in force. Libraries are restricted
/// too. Open descriptors, and those received over its socket, keep working. From then on the
/// process
/// 1. opens files only for reading, and only below `readable` (missing paths are skipped);
/// 2. has no network, starts no process or program, and reaches no other process;
/// 3. cannot make the kernel send a signal to a process;
/// 4. makes no memory executable, and cannot raise its limits.
/// An older kernel has only one mechanism, or none (Landlock: Linux 5.13), and restricts less.
/// Without Landlock, files can be read anywhere, and still not written.
[[nodiscard]] Confinement confine(const std::vector<std::filesystem::path>& readable,
                                  SandboxMechanisms means = {});

/// Returns the restrictions as text: "landlock 3, seccomp", "seccomp", … or "none".
[[nodiscard]] std::string to_text(const Confinement& confinement);
/// Returns true if such a text names both mechanisms.
[[nodiscard]] bool is_fully_confined(std::string_view confinement) noexcept;

}  // namespace codau::worker
