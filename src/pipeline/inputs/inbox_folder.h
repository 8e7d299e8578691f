// pipeline/inputs/inbox_folder.h — the files of a folder that others write into: which are whole,
// and which are due again.
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

/// Knows files by their places (normalise_path()). Times are the caller's, of a clock that only
/// goes on.
class InboxFolder {
 public:
  using Time = std::chrono::steady_clock::time_point;

  struct Rules {
    /// So long nothing about a file has changed: where the system says that nobody has it open for
    /// writing (the coarsest clock of a file system ticks every two seconds), and where it says
    /// nothing (a file of another user, a network folder): a scanner pauses between two pages.
    std::chrono::milliseconds settle{2000}, blind_settle{10'000};
    /// A file is whole when one of its name and this end is beside it ("a.pdf" and "a.pdf.xong"),
    /// or one of this name in its folder; empty: no such sign is waited for.
    std::string marker;
    std::chrono::seconds first_pause{30},
        longest_pause{3600};  ///< before what failed is tried again
  };
  InboxFolder(std::filesystem::path folder, std::filesystem::path out, Rules rules);

  /// Looks what is there, by the rules of a run (pipeline/inputs/inputs.h), but follows no link:
  /// who may write into the folder has not the rights of this process. Throws Error{kUsage} if the
  /// folder is gone.
  void look(Time now);
  /// Files that nobody writes to and that are new, changed, or due to be tried again.
  [[nodiscard]] std::set<std::string> find_ready(Time now) const;
  /// When one of them may be ready though nothing changes any more; nothing where only a change can
  /// make one so.
  [[nodiscard]] std::optional<Time> next_due(Time now) const;
  /// They were read, as they were when look() saw them; of `failed` something was not done. After
  /// each failure the pause is twice as long; where the cause lasts only a change makes it ready.
  void note_processed(const std::set<std::string>& files, const std::map<std::string, bool>& failed,
                      Time now);

  /// Files that are new or changed, whole or not.
  [[nodiscard]] std::size_t waiting() const;
  [[nodiscard]] std::size_t size() const noexcept { return files_.size(); }
  struct Failed {
    std::string path;  ///< relative to the folder
    std::uint32_t tries = 0;
    std::optional<Time> next;  ///< nothing where the cause lasts
  };
  [[nodiscard]] std::vector<Failed> failed() const;  ///< by path

 private:
  struct File {
    std::string path;
    FileIdentity stamp, done;  ///< as it is, as it was when it was read
    Time since;                ///< it looks as it does
    std::uint32_t tries = 0;   ///< that failed, of what it is now
    std::optional<Time> next;  ///< of these; nothing where the cause lasts
  };
  [[nodiscard]] bool is_whole(const std::string& place, const File& file, Time now) const;
  [[nodiscard]] static bool is_new(const File& file);

  std::filesystem::path folder_, out_;
  Rules rules_;
  std::map<std::string, File> files_;
};

}  // namespace codau::pipeline
