// Runs a program as on a kernel that cannot shut its processes in, for sandbox_test.py.
//
// usage: without_sandbox landlock|both PROGRAM [ARGUMENT...]
#include <seccomp.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <cerrno>
#include <string_view>

int main(int count, char** arguments) {
  if (count < 3) return 2;
  const scmp_filter_ctx filter = ::seccomp_init(SCMP_ACT_ALLOW);
  constexpr unsigned kMissing = SCMP_ACT_ERRNO(ENOSYS);
  ::seccomp_rule_add(filter, kMissing, SCMP_SYS(landlock_create_ruleset), 0);
  if (std::string_view(arguments[1]) == "both") {
    ::seccomp_rule_add(filter, kMissing, SCMP_SYS(seccomp), 0);
    const scmp_arg_cmp filters{0, SCMP_CMP_EQ, PR_SET_SECCOMP, 0};
    ::seccomp_rule_add_array(filter, SCMP_ACT_ERRNO(EINVAL), SCMP_SYS(prctl), 1, &filters);
  }
  if (::seccomp_load(filter) != 0) return 77;  // no kernel to pretend on
  ::execvp(arguments[2], arguments + 2);
  return 127;
}
