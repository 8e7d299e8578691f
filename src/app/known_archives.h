// app/known_archives.h — remembers the archives that this user has opened with the web server
// `codau serve`. An archive is an output folder of `codau run`, with the database codau.db. Also
// finds the home folder, and tells whether a desktop is present.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace codau::app {

/// A list of archives in a file, the last opened first. Each line of the file is the absolute path
/// of an archive. No function throws because of the file. A file that cannot be read is an empty
/// list. If the file cannot be written, remember() does nothing.
class KnownArchives {
 public:
  static constexpr std::size_t kMost = 20;  ///< maximum number of remembered archives

  /// `file`: path of the file with the list, such as find_archive_list(). Empty: nothing is
  /// remembered.
  explicit KnownArchives(std::filesystem::path file) : file_(std::move(file)) {}

  /// Returns the remembered archives that still have a codau.db, the last opened first.
  [[nodiscard]] std::vector<std::filesystem::path> list() const;
  /// Puts the archive in the folder `out` at the front of the list. Drops the last archives if the
  /// list has more than kMost.
  void remember(const std::filesystem::path& out) const;

 private:
  [[nodiscard]] std::vector<std::string> read() const;
  std::filesystem::path file_;
};

/// Returns the usual path of the file with the list: $XDG_STATE_HOME/codau/archives. If
/// $XDG_STATE_HOME is not an absolute path, ~/.local/state replaces it. Empty if the user has no
/// home folder either.
[[nodiscard]] std::filesystem::path find_archive_list();
/// Returns the home folder of the user: $HOME. Empty if it is not an absolute path.
[[nodiscard]] std::filesystem::path find_home_folder();
/// Returns true if this process runs in a desktop session: $DISPLAY or $WAYLAND_DISPLAY is set.
[[nodiscard]] bool has_desktop();

}  // namespace codau::app
