#include "worker/sandbox.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <type_traits>

#include "worker/descriptor.h"

namespace codau::worker {
namespace {

// ---- files, connections and signals: Landlock ----

constexpr std::uint64_t kRead = LANDLOCK_ACCESS_FS_READ_FILE;
constexpr std::uint64_t kList = LANDLOCK_ACCESS_FS_READ_DIR;

/// Arguments of a Landlock ruleset. The header of Debian knows Linux 6.1; a newer kernel accepts
/// more fields.
struct Ruleset {
  std::uint64_t files = 0, connections = 0, scopes = 0;
};

/// Sets all rights that a version of the interface can forbid. Returns the size of the ruleset.
std::size_t forbid_all(int version, Ruleset& ruleset) {
  // Number of rights in version 1, 2, ….
  constexpr std::array<int, 6> kFileRights{0, 13, 14, 15, 15, 16};
  const int rights = kFileRights.at(static_cast<std::size_t>(version < 5 ? version : 5));
  ruleset.files = (std::uint64_t{1} << static_cast<unsigned>(rights)) - 1;
  ruleset.connections = version >= 4 ? 3 : 0;  // bind and connect over TCP
  ruleset.scopes = version >= 6 ? 3 : 0;       // abstract sockets, and signals to other processes
  return version >= 6 ? 24 : version >= 4 ? 16 : 8;
}

void allow_reading(int ruleset, const std::filesystem::path& path) {
  const Descriptor open(::open(path.c_str(), O_PATH | O_CLOEXEC));
  struct stat status {};
  if (!open || ::fstat(open.get(), &status) != 0) return;
  landlock_path_beneath_attr rule{};
  rule.allowed_access = S_ISDIR(status.st_mode) ? kRead | kList : kRead;
  rule.parent_fd = open.get();
  ::syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
}

int shut_files(const std::vector<std::filesystem::path>& readable) {
  const auto version = static_cast<int>(
      ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION));
  if (version < 1) return 0;
  Ruleset wanted;
  const std::size_t size = forbid_all(version, wanted);
  const Descriptor ruleset(
      static_cast<int>(::syscall(SYS_landlock_create_ruleset, &wanted, size, 0)));
  if (!ruleset) return 0;
  for (const std::filesystem::path& path : readable) allow_reading(ruleset.get(), path);
  return ::syscall(SYS_landlock_restrict_self, ruleset.get(), 0) == 0 ? version : 0;
}

// ---- all other restrictions: a filter of system calls ----

struct ReleaseFilter {
  void operator()(void* filter) const noexcept { ::seccomp_release(filter); }
};
using Filter = std::unique_ptr<std::remove_pointer_t<scmp_filter_ctx>, ReleaseFilter>;

/// System calls that reading pages needs: files, memory, time, the own socket, exit. The library
/// skips calls that the processor does not have.
constexpr std::array kAllowed{SCMP_SYS(read),
                              SCMP_SYS(readv),
                              SCMP_SYS(pread64),
                              SCMP_SYS(write),
                              SCMP_SYS(writev),
                              SCMP_SYS(pwrite64),
                              SCMP_SYS(lseek),
                              SCMP_SYS(_llseek),
                              SCMP_SYS(close),
                              SCMP_SYS(fadvise64),
                              SCMP_SYS(stat),
                              SCMP_SYS(stat64),
                              SCMP_SYS(lstat),
                              SCMP_SYS(lstat64),
                              SCMP_SYS(fstat),
                              SCMP_SYS(fstat64),
                              SCMP_SYS(newfstatat),
                              SCMP_SYS(fstatat64),
                              SCMP_SYS(statx),
                              SCMP_SYS(statfs),
                              SCMP_SYS(statfs64),
                              SCMP_SYS(fstatfs),
                              SCMP_SYS(fstatfs64),
                              SCMP_SYS(access),
                              SCMP_SYS(faccessat),
                              SCMP_SYS(faccessat2),
                              SCMP_SYS(readlink),
                              SCMP_SYS(readlinkat),
                              SCMP_SYS(getdents64),
                              SCMP_SYS(getcwd),
                              SCMP_SYS(brk),
                              SCMP_SYS(munmap),
                              SCMP_SYS(mremap),
                              SCMP_SYS(madvise),
                              SCMP_SYS(futex),
                              SCMP_SYS(futex_time64),
                              SCMP_SYS(sched_yield),
                              SCMP_SYS(sched_getaffinity),
                              SCMP_SYS(getrandom),
                              SCMP_SYS(clock_gettime),
                              SCMP_SYS(clock_gettime64),
                              SCMP_SYS(clock_getres),
                              SCMP_SYS(gettimeofday),
                              SCMP_SYS(time),
                              SCMP_SYS(times),
                              SCMP_SYS(getrusage),
                              SCMP_SYS(getrlimit),
                              SCMP_SYS(nanosleep),
                              SCMP_SYS(clock_nanosleep),
                              SCMP_SYS(sysinfo),
                              SCMP_SYS(uname),
                              SCMP_SYS(getpid),
                              SCMP_SYS(gettid),
                              SCMP_SYS(getuid),
                              SCMP_SYS(geteuid),
                              SCMP_SYS(getgid),
                              SCMP_SYS(getegid),
                              SCMP_SYS(recvmsg),
                              SCMP_SYS(sendmsg),
                              SCMP_SYS(rt_sigaction),
                              SCMP_SYS(rt_sigprocmask),
                              SCMP_SYS(rt_sigreturn),
                              SCMP_SYS(sigaltstack),
                              SCMP_SYS(restart_syscall),
                              SCMP_SYS(exit),
                              SCMP_SYS(exit_group)};

void allow(const Filter& filter, int call) {
  ::seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 0);
}

/// Allows a call if argument `at` has none of `bits`.
void allow_without(const Filter& filter, int call, unsigned at, std::uint64_t bits) {
  const scmp_arg_cmp none{at, SCMP_CMP_MASKED_EQ, bits, 0};
  ::seccomp_rule_add_array(filter.get(), SCMP_ACT_ALLOW, call, 1, &none);
}

void allow_equal(const Filter& filter, int call, unsigned at, std::uint64_t value) {
  const scmp_arg_cmp equal{at, SCMP_CMP_EQ, value, 0};
  ::seccomp_rule_add_array(filter.get(), SCMP_ACT_ALLOW, call, 1, &equal);
}

bool filter_calls() {
  // A refused call fails with EPERM, so that a library which tries it can go on.
  const Filter filter(::seccomp_init(SCMP_ACT_ERRNO(EPERM)));
  if (!filter) return false;
  for (const int call : kAllowed) allow(filter, call);
  constexpr std::uint64_t kTemporary = O_TMPFILE & ~O_DIRECTORY;
  constexpr std::uint64_t kChanges = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | kTemporary;
  // F_SETOWN, F_SETSIG and O_ASYNC could make the kernel send a signal to any process of the user.
  for (const int call : {SCMP_SYS(fcntl), SCMP_SYS(fcntl64)}) {
    for (const int command : {F_DUPFD, F_DUPFD_CLOEXEC, F_GETFD, F_SETFD, F_GETFL}) {
      allow_equal(filter, call, 1, static_cast<std::uint64_t>(command));
    }
  }
  allow_without(filter, SCMP_SYS(open), 1, kChanges);
  allow_without(filter, SCMP_SYS(openat), 2, kChanges);
  allow_without(filter, SCMP_SYS(mmap), 2, PROT_EXEC);
  allow_without(filter, SCMP_SYS(mmap2), 2, PROT_EXEC);
  allow_without(filter, SCMP_SYS(mprotect), 2, PROT_EXEC);
  allow_equal(filter, SCMP_SYS(prlimit64), 2, 0);  // only queries limits
  allow_equal(filter, SCMP_SYS(tgkill), 0, static_cast<std::uint64_t>(::getpid()));  // abort()
  return ::seccomp_load(filter.get()) == 0;
}

}  // namespace

Confinement confine(const std::vector<std::filesystem::path>& readable, SandboxMechanisms means) {
  Confinement done;
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return done;
  if (means.landlock) done.landlock = shut_files(readable);
  if (means.seccomp) done.seccomp = filter_calls();
  return done;
}

bool is_fully_confined(std::string_view confinement) noexcept {
  return confinement.find("landlock") != confinement.npos &&
         confinement.find("seccomp") != confinement.npos;
}

std::string to_text(const Confinement& confinement) {
  std::string text;
  if (confinement.landlock > 0) text = "landlock " + std::to_string(confinement.landlock);
  if (confinement.seccomp) text += text.empty() ? "seccomp" : ", seccomp";
  return text.empty() ? "none" : text;
}

}  // namespace codau::worker
