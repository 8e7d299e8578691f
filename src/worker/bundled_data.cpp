#include "worker/bundled_data.h"

#include <cstdlib>
#include <system_error>

namespace codau::worker {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFontSettings = "FONTCONFIG_FILE";

}  // namespace

void use_bundled_data(const fs::path& program) {
  // PREFIX/libexec/codau/codau-worker
  const fs::path home = program.parent_path().parent_path().parent_path() / "share" / "codau";
  std::error_code error;
  if (!fs::exists(home / "bundle.tsv", error)) return;
  constexpr int kKeep = 0;
  ::setenv(kFontSettings, (home / "fonts" / "fonts.conf").c_str(), kKeep);  // NOLINT: one thread
}

std::vector<fs::path> list_library_data() {
  std::vector<fs::path> paths{"/usr/share", "/usr/local/share", "/etc/fonts",
                              "/var/cache/fontconfig", "/usr/lib/locale"};
  if (const char* const settings = std::getenv(kFontSettings))
    paths.push_back(fs::path(settings).parent_path());
  return paths;
}

}  // namespace codau::worker
