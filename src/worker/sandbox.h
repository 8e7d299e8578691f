// worker/sandbox.h — a worker shut in before it opens the files of others.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace codau::worker {

/// What the kernel holds this process to.
struct Confinement {
  int landlock = 0;      ///< version of its interface in use, 0 where the kernel has none
  bool seccomp = false;  ///< system calls are filtered
};

/// What is to be used of what the kernel has; tests try each alone.
struct SandboxMechanisms {
  bool landlock = true, seccomp = true;
};

/// From here on this process opens files for reading only, and only below `readable` (what is not
/// there is left out); has no network; starts no process or program, reaches no other one, and has
/// the kernel send it no signal; makes no memory executable; and cannot raise its limits.
/// Descriptors that are open, or passed to it over its socket, serve on as they are. It cannot be
/// undone, and holds for libraries too. An older kernel has one of the two means or none (Landlock:
/// Linux 5.13): then less is shut, as the answer says. Without Landlock files can be read anywhere,
/// but not written.
[[nodiscard]] Confinement confine(const std::vector<std::filesystem::path>& readable,
                                  SandboxMechanisms means = {});

/// "landlock 3, seccomp", "seccomp", … or "none".
[[nodiscard]] std::string to_text(const Confinement& confinement);
/// Whether such a text names both means.
[[nodiscard]] bool is_fully_confined(std::string_view confinement) noexcept;

}  // namespace codau::worker
