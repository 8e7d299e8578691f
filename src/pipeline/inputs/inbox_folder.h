// pipeline/inputs/inbox_folder.h — tells which files of a folder are complete, and which are due
// for another attempt, while others write into the folder.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "pipeline/inputs/source_identity.h"

namespace codau::pipeline {

/// State of the files in an inbox folder. Files are identified by normalise_path(). The caller
/// gives the time, from a monotonic clock.
class InboxFolder {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// Decides when a file is complete, and when a failed file is tried again.
  struct Rules {
    /// Time for which a file must be unchanged, in milliseconds. `settle` applies if the system
    /// confirms that nobody has the file open for writing. The coarsest file-system clock ticks
    /// every two seconds. `blind_settle` applies if the system cannot tell (a file of another user,
    /// a network folder). A scanner may pause between two pages.
    std::chrono::milliseconds settle{2000}, blind_settle{10'000};
    /// Marks complete files. A file is complete if a file of its name with this ending exists
    /// ("a.pdf" and "a.pdf.xong"), or if its folder has a file named so. Empty: no marker is
    /// needed.
    std::string marker;
    std::chrono::seconds first_pause{30},
        longest_pause{3600};  ///< pause before a failed file is tried again
  };
  InboxFolder(std::filesystem::path folder, std::filesystem::path out, Rules rules);

  /// Scans the folder by the rules of a run (pipeline/inputs/inputs.h). Follows no link, since
  /// people who may write into the folder do not have the rights of this process. Throws
  /// Error{kUsage} if the folder is gone.
  void look(Time now);
  /// Returns the complete files that are new, changed, or due for another attempt.
  [[nodiscard]] std::set<std::string> find_ready(Time now) const;
  /// Returns the earliest time at which a file may become ready without a change. Returns nothing
  /// if only a change can make a file ready.
  [[nodiscard]] std::optional<Time> next_due(Time now) const;
  /// Records that `files` were read in the state that look() saw. `failed`: the files with a
  /// failure, and whether its cause is lasting. The pause doubles after each failure. After a
  /// lasting failure only a change makes the file ready.
  void note_processed(const std::set<std::string>& files, const std::map<std::string, bool>& failed,
                      Time now);

  /// Returns the number of new or changed files, complete or not.
  [[nodiscard]] std::size_t waiting() const;
  [[nodiscard]] std::size_t size() const noexcept { return files_.size(); }
  /// A file that could not be read.
  struct Failed {
    std::string path;  ///< relative to the folder
    std::uint32_t tries = 0;
    std::optional<Time> next;  ///< time of the next attempt; nothing if the cause is lasting
  };
  [[nodiscard]] std::vector<Failed> failed() const;  ///< failed files, sorted by path

 private:
  struct File {
    std::string path;
    FileIdentity stamp, done;  ///< identity at the last scan, and when the file was last read
    Time since;                ///< time of the scan that saw the current identity first
    std::uint32_t tries = 0;   ///< failed attempts on the current content
    std::optional<Time> next;  ///< next attempt; nothing if the cause is lasting
  };
  [[nodiscard]] bool is_whole(const std::string& place, const File& file, Time now) const;
  [[nodiscard]] static bool is_new(const File& file);

  std::filesystem::path folder_, out_;
  Rules rules_;
  std::map<std::string, File> files_;
};

}  // namespace codau::pipeline
