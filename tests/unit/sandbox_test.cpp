// worker/sandbox.h: what a process that has shut itself in can still do, tried for real in a child.
#include "worker/sandbox.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <functional>
#include <string>
#include <vector>

#include "../support/temp_folder.h"
#include "worker/descriptor.h"
#include "worker/frame_channel.h"

namespace codau::worker {
namespace {

using testing::TempFolder;

/// Descriptors that were open before.
struct Before {
  int file = -1;     ///< to write
  int network = -1;  ///< an unconnected socket
  std::array<int, 2> pair{};
};

// How `act` ended in a child that was confined to `readable`: 0 when it gave true.
int confined(const std::filesystem::path& readable, const std::function<bool(const Before&)>& act,
             const std::filesystem::path& written = "/dev/null", SandboxMechanisms means = {}) {
  const pid_t child = ::fork();
  if (child == 0) {
    Before before{::open(written.c_str(), O_WRONLY), ::socket(AF_INET, SOCK_STREAM, 0), {}};
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, before.pair.data()) != 0) ::_exit(2);
    const Confinement done = confine({readable, "/not/there"}, means);
    if (!done.seccomp) ::_exit(77);
    ::_exit(act(before) ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

bool refused(long result) { return result < 0 && (errno == EPERM || errno == EACCES); }

struct Attempt {
  const char* name;
  std::function<bool(const Before&)> act;
};

class Sandbox : public ::testing::TestWithParam<Attempt> {
 protected:
  static void expect_refused(SandboxMechanisms means) {
    const TempFolder folder;
    const int status = confined(folder / "", GetParam().act, "/dev/null", means);
    if (status == 77) GTEST_SKIP() << "this kernel filters no system calls";
    EXPECT_EQ(status, 0);
  }
};

TEST_P(Sandbox, Refuses) { expect_refused({}); }
// As on kernels before 5.13, or where Landlock is switched off.
TEST_P(Sandbox, RefusesBySeccompAlone) { expect_refused({false, true}); }

const auto kAttempts = ::testing::Values(
    Attempt{"writing", [](const Before&) { return refused(::open("/dev/null", O_WRONLY)); }},
    Attempt{
        "creating",
        [](const Before&) { return refused(::open("/tmp/codau-out", O_RDWR | O_CREAT, 0600)); }},
    Attempt{"a_temporary_file",
            [](const Before&) { return refused(::open("/tmp", O_TMPFILE | O_RDWR, 0600)); }},
    Attempt{"removing", [](const Before&) { return refused(::unlink("/tmp/codau-out")); }},
    Attempt{"a_folder", [](const Before&) { return refused(::mkdir("/tmp/codau-out", 0700)); }},
    Attempt{"changing_rights", [](const Before&) { return refused(::chmod("/tmp", 0777)); }},
    Attempt{"a_socket", [](const Before&) { return refused(::socket(AF_INET, SOCK_STREAM, 0)); }},
    Attempt{"a_local_socket",
            [](const Before&) { return refused(::socket(AF_UNIX, SOCK_DGRAM, 0)); }},
    Attempt{"connecting",
            [](const Before& before) {
              const sockaddr_in there{AF_INET, htons(9), {htonl(INADDR_LOOPBACK)}, {}};
              return refused(::connect(before.network, reinterpret_cast<const sockaddr*>(&there),
                                       sizeof there));
            }},
    Attempt{"listening", [](const Before& before) { return refused(::listen(before.network, 1)); }},
    Attempt{"a_process", [](const Before&) { return refused(::fork()); }},
    Attempt{"a_program",
            [](const Before&) { return refused(::execl("/bin/true", "true", nullptr)); }},
    Attempt{"a_signal", [](const Before&) { return refused(::kill(::getppid(), 0)); }},
    Attempt{"a_signal_by_a_queue",
            [](const Before&) { return refused(::sigqueue(::getppid(), SIGTERM, {})); }},
    Attempt{"owning_a_socket",
            [](const Before& before) {
              return refused(::fcntl(before.pair[0], F_SETOWN, ::getppid()));
            }},
    Attempt{"choosing_its_signal",
            [](const Before& before) {
              return refused(::fcntl(before.pair[0], F_SETSIG, SIGKILL));
            }},
    Attempt{"asking_for_signals",
            [](const Before& before) {
              return refused(::fcntl(before.pair[0], F_SETFL, O_ASYNC));
            }},
    Attempt{"a_lease",
            [](const Before& before) { return refused(::fcntl(before.file, F_SETLEASE, F_WRLCK)); }},
    Attempt{"locking",
            [](const Before& before) {
              struct flock whole {};
              whole.l_type = F_WRLCK;
              return refused(::fcntl(before.file, F_SETLK, &whole));
            }},
    Attempt{"a_terminal", [](const Before&) { return refused(::ioctl(0, TIOCSTI, "x")); }},
    Attempt{"a_thread",
            [](const Before&) {
              return refused(::syscall(SYS_clone, CLONE_VM | CLONE_THREAD | CLONE_SIGHAND, 0, 0, 0));
            }},
    Attempt{"a_namespace", [](const Before&) { return refused(::unshare(CLONE_NEWUSER)); }},
    Attempt{"memory_of_others",
            [](const Before&) {
              return refused(::process_vm_readv(::getppid(), nullptr, 0, nullptr, 0, 0));
            }},
    Attempt{"renaming", [](const Before&) { return refused(::rename("/tmp/a", "/tmp/b")); }},
    Attempt{"a_link", [](const Before&) { return refused(::symlink("/tmp/a", "/tmp/codau-b")); }},
    Attempt{"a_pipe_by_name", [](const Before&) { return refused(::mkfifo("/tmp/codau-p", 0600)); }},
    Attempt{"an_io_ring",
            [](const Before&) { return refused(::syscall(SYS_io_uring_setup, 1, nullptr)); }},
    Attempt{"a_debugger",
            [](const Before&) { return refused(::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr)); }},
    Attempt{"executable_memory",
            [](const Before&) {
              return ::mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1,
                            0) == MAP_FAILED;
            }},
    Attempt{"raising_limits", [](const Before&) {
              const rlimit more{RLIM_INFINITY, RLIM_INFINITY};
              return refused(::setrlimit(RLIMIT_DATA, &more));
            }});
INSTANTIATE_TEST_SUITE_P(Attempts, Sandbox, kAttempts,
                         [](const auto& attempt) { return std::string(attempt.param.name); });

bool opens(const std::filesystem::path& path) {
  return static_cast<bool>(Descriptor(::open(path.c_str(), O_RDONLY)));
}

TEST(SandboxFiles, OpensWhatItMayReadAndNothingElse) {
  const TempFolder inside, outside;
  testing::put_bytes(inside / "font", "x");
  testing::put_bytes(outside / "secret", "x");
  const bool has_landlock = [] {
    int version = 0;
    const pid_t child = ::fork();
    if (child == 0) ::_exit(confine({"/usr/share"}).landlock);
    ::waitpid(child, &version, 0);
    return WEXITSTATUS(version) > 0;
  }();
  if (!has_landlock) GTEST_SKIP() << "this kernel shuts no files";
  EXPECT_EQ(confined(inside / "", [&](const Before&) { return opens(inside / "font"); }), 0);
  for (const std::filesystem::path& path :
       {outside / "secret", std::filesystem::path("/etc/passwd"),
        std::filesystem::path("/proc/self/environ"), std::filesystem::path("/dev/mem")}) {
    EXPECT_EQ(confined(inside / "", [&](const Before&) { return !opens(path); }), 0) << path;
  }
}

TEST(SandboxFiles, WritesWhatItWasGiven) {
  const TempFolder folder;
  testing::put_bytes(folder / "out", "");
  const auto write = [](const Before& before) { return ::write(before.file, "page", 4) == 4; };
  EXPECT_EQ(confined(folder / "", write, folder / "out"), 0);
  EXPECT_EQ(std::filesystem::file_size(folder / "out"), 4U);
}

TEST(SandboxFiles, TalksOverItsSocketAndTakesFilesFromIt) {
  EXPECT_EQ(confined("/usr/share",
                     [](const Before& before) {
                       if (!send_frame(before.pair[0], "{}", before.file)) return false;
                       const auto frame = receive_frame(before.pair[1]);
                       return frame && frame->fd && std::vector<char>(50'000'000).size() > 0;
                     }),
            0);
}

TEST(SandboxFiles, ADefectStillEndsTheProcess) {
  EXPECT_EQ(confined("/usr/share", [](const Before&) -> bool { std::abort(); }), 128 + SIGABRT);
}

TEST(SandboxText, NamesWhatIsInForce) {
  EXPECT_EQ(to_text({}), "none");
  EXPECT_EQ(to_text({3, true}), "landlock 3, seccomp");
  EXPECT_EQ(to_text({0, true}), "seccomp");
}

}  // namespace
}  // namespace codau::worker
