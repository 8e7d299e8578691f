// office/jobs/job_store.h — keeps the jobs of the server in OUT/serve/jobs.db.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "office/jobs/job.h"
#include "store/database/sqlite.h"

namespace codau::office {

/// A folder whose files are read as they arrive.
struct WatchedFolder {
  std::string id;
  std::string path;         ///< absolute
  std::string actor;        ///< who added it
  std::string marker;       ///< as `codau watch --marker`; empty: files need no marker
  std::int64_t settle = 0;  ///< seconds, as `codau watch --settle`; 0: the usual
};

/// Jobs, their files, and the watched folders. Every change is durable when its function returns.
/// Thread-safe. Throws Error{kOutput} if the database cannot be read or written.
class JobStore {
 public:
  /// Opens or makes `file`, with its folder.
  explicit JobStore(const std::filesystem::path& file);

  /// Adds a job and returns it with its new id, `created`, `number` and `position`.
  [[nodiscard]] Job add(Job job);
  [[nodiscard]] std::optional<Job> find(std::string_view id) const;
  /// Returns the newest jobs before the number `before`, the newest first. 0: from the last on.
  [[nodiscard]] std::vector<Job> list(std::int64_t before, std::size_t most) const;
  /// Returns the jobs in this state in the order of their positions.
  [[nodiscard]] std::vector<Job> list_in(JobState state) const;
  /// Replaces all members of a job but `id`, `number`, `kind`, `actor` and `created`.
  void save(const Job& job);
  /// Moves a job from state `from` to `to`. Returns false if it is in another state.
  [[nodiscard]] bool move(std::string_view id, JobState from, JobState to);
  /// Gives a waiting job a position before all others.
  void put_first(std::string_view id);
  /// Removes a job and its list of files.
  void remove(std::string_view id);

  /// Adds a file to a job, or replaces the entry of the same path.
  void add_file(std::string_view id, const JobFile& file);
  /// Returns the files of a job by path, at most `most`.
  [[nodiscard]] std::vector<JobFile> files(std::string_view id, std::size_t most) const;
  [[nodiscard]] std::uint64_t count_files(std::string_view id) const;
  [[nodiscard]] std::map<JobState, std::uint64_t> count_by_state() const;

  [[nodiscard]] std::vector<WatchedFolder> folders() const;
  /// Adds a folder, or replaces the settings of its path. Returns its entry; ignores the id given.
  WatchedFolder add_folder(const WatchedFolder& folder);
  [[nodiscard]] bool remove_folder(std::string_view id);

 private:
  mutable std::mutex mutex_;
  store::Connection connection_;
};

}  // namespace codau::office
