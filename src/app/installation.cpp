#include "app/installation.h"

#include <sched.h>

#include <fstream>
#include <string>

#include "core/error.h"
#include "core/message.h"

namespace codau::app {
namespace {

namespace fs = std::filesystem;

fs::path executable_folder() { return find_program().parent_path(); }

bool is_home(const fs::path& root) { return fs::is_directory(root / "models"); }

}  // namespace

pipeline::InstallationHome find_home(const fs::path& given) {
  if (!given.empty()) {
    if (is_home(given)) return {given};
    throw Error(ErrorCode::kModel,
                given.string() + ": " + both("không có thư mục models", "no folder models in it"));
  }
  const fs::path installed = executable_folder().parent_path() / "share" / "codau";
  if (is_home(installed)) return {installed};
  std::ifstream note(executable_folder() / "codau.home");
  std::string root;
  if (std::getline(note, root) && is_home(root)) return {root};
  throw Error(ErrorCode::kModel,
              installed.string() + ": " +
                  both("không thấy các mô hình: cài lại codau hoặc cho --models THƯ_MỤC",
                       "models not found: install codau again or give --models DIR"));
}

fs::path find_program() { return fs::read_symlink("/proc/self/exe"); }

fs::path find_worker() {
  const fs::path installed =
      executable_folder().parent_path() / "libexec" / "codau" / "codau-worker";
  return fs::exists(installed) ? installed : executable_folder() / "codau-worker";
}

std::uint32_t count_processors() {
  cpu_set_t allowed;
  CPU_ZERO(&allowed);
  if (::sched_getaffinity(0, sizeof allowed, &allowed) != 0) return 1;
  return static_cast<std::uint32_t>(CPU_COUNT(&allowed));
}

}  // namespace codau::app
