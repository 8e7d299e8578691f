#include "app/known_archives.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <system_error>

#include "io/atomic_file.h"
#include "pipeline/inputs/reject_list.h"

namespace codau::app {
namespace {

namespace fs = std::filesystem;

std::string read_variable(const char* name) {
  const char* const value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe)
  return value == nullptr ? std::string() : std::string(value);
}

/// Returns the folder that a variable names; empty unless the path is absolute.
fs::path read_folder(const char* name) {
  fs::path folder = read_variable(name);
  return folder.is_absolute() ? folder : fs::path();
}

bool is_archive(const fs::path& out) {
  std::error_code error;
  return fs::is_regular_file(out / "codau.db", error);
}

}  // namespace

std::vector<std::string> KnownArchives::read() const {
  std::vector<std::string> out;
  std::ifstream stream(file_);
  for (std::string line; out.size() < kMost && std::getline(stream, line);)
    if (line.starts_with('/')) out.push_back(std::move(line));
  return out;
}

std::vector<fs::path> KnownArchives::list() const {
  std::vector<fs::path> out;
  for (const std::string& one : read())
    if (is_archive(one)) out.emplace_back(one);
  return out;
}

void KnownArchives::remember(const fs::path& out) const {
  std::error_code error;
  const fs::path absolute = fs::absolute(out, error).lexically_normal();
  std::string path = absolute.string();
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  if (error || file_.empty() || path.find('\n') != std::string::npos) return;
  std::vector<std::string> paths = read();
  std::erase(paths, path);
  paths.insert(paths.begin(), path);
  paths.resize(std::min(paths.size(), kMost));
  std::string text;
  for (const std::string& one : paths) text += one + '\n';
  // The archive can be opened without the list.
  static_cast<void>(pipeline::catch_error([&] { io::write_atomically(file_, text); }));
}

fs::path find_home_folder() { return read_folder("HOME"); }

fs::path find_archive_list() {
  const fs::path state = read_folder("XDG_STATE_HOME"), home = find_home_folder();
  if (!state.empty()) return state / "codau/archives";
  return home.empty() ? home : home / ".local/state/codau/archives";
}

bool has_desktop() {
  return !read_variable("DISPLAY").empty() || !read_variable("WAYLAND_DISPLAY").empty();
}

}  // namespace codau::app
