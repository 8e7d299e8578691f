// app/known_archives.h — the archives that this user has opened with `codau serve`, and the folders
// of the user's desktop session.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace codau::app {

/// Remembers the folders of archives in a file: one absolute path a line, the last opened first.
/// The file is only a convenience: an unreadable file is an empty list, and a list that cannot be
/// written is lost.
class KnownArchives {
 public:
  static constexpr std::size_t kMost = 20;  ///< number of remembered archives

  /// `file`: the list; empty: nothing is remembered.
  explicit KnownArchives(std::filesystem::path file) : file_(std::move(file)) {}

  /// Returns the remembered archives that still exist, the last opened first.
  [[nodiscard]] std::vector<std::filesystem::path> list() const;
  /// Puts an archive to the front of the list.
  void remember(const std::filesystem::path& out) const;

 private:
  [[nodiscard]] std::vector<std::string> read() const;
  std::filesystem::path file_;
};

/// Returns the file of the list: codau/archives in $XDG_STATE_HOME, else in ~/.local/state. Empty
/// if the user has no home folder.
[[nodiscard]] std::filesystem::path find_archive_list();
/// Returns the home folder of the user: $HOME. Empty if it is not an absolute path.
[[nodiscard]] std::filesystem::path find_home_folder();
/// Returns true if this process runs in a desktop session: $DISPLAY or $WAYLAND_DISPLAY is set.
[[nodiscard]] bool has_desktop();

}  // namespace codau::app
