// worker/sandbox.h — a worker shut in before it opens the files of others.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace codau::worker {

/// What the kernel holds this process to.
struct Confinement {
  int landlock = 0;      ///< version of its interface in use, 0 where the kernel has none
  bool seccomp = false;  ///< system calls are filtered
};

/// From here on this process opens files for reading only, and only below `readable` (what is not
/// there is left out); has no network; starts no process or program and reaches no other one; makes
/// no memory executable; and cannot raise its limits. Descriptors that are open, or passed to it
/// over its socket, serve on as they are. It cannot be undone, and holds for libraries too. An
/// older kernel has one of the two means or none (Landlock: Linux 5.13): then less is shut, as the
/// answer says. Without Landlock files can be read anywhere, but not written.
[[nodiscard]] Confinement confine(const std::vector<std::filesystem::path>& readable);

/// "landlock 3, seccomp", "seccomp", … or "none".
[[nodiscard]] std::string to_text(const Confinement& confinement);

}  // namespace codau::worker
