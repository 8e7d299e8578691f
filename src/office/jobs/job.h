// office/jobs/job.h — the jobs of the server: files to read, exports to make.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/message.h"

namespace codau::office {

/// What a job does.
enum class JobKind : std::uint8_t {
  kFiles,   ///< reads uploaded files (`codau run`)
  kExport,  ///< makes a file of records (`codau export`)
  kBackup,  ///< copies the archive to a file outside (`codau backup`)
};

/// The state of a job. A server that ends puts a running job back to kWaiting.
enum class JobState : std::uint8_t { kReceiving, kWaiting, kRunning, kDone, kFailed, kCancelled };

/// A file of a job of kind kFiles.
struct JobFile {
  std::string path;    ///< as dropped, relative: "tháng 9/2155-kh-syt.pdf"
  std::string sha256;  ///< of the received bytes
  std::uint64_t bytes = 0;
  bool is_known = false;  ///< a document of these bytes was there; the file is not kept
  bool operator==(const JobFile&) const = default;
};

/// A job as the store keeps it. Times are seconds since 1970, in UTC; 0: not yet.
struct Job {
  std::string id;  ///< random, 32 hexadecimal digits
  JobKind kind = JobKind::kFiles;
  std::string name;   ///< for people; may be empty
  std::string actor;  ///< who asked for the job
  JobState state = JobState::kReceiving;
  std::int64_t created = 0, started = 0, ended = 0;
  std::int64_t number = 0;    ///< grows with each job; the newest has the greatest
  std::int64_t position = 0;  ///< waiting jobs are run in the order of this number
  /// Of an export: the format, then options of `codau export`. Of files: options of `codau run`. Of
  /// a backup: the path of its file.
  std::vector<std::string> arguments = {};
  std::string result = {};         ///< name of the file that an export has made
  Message message = both("", "");  ///< why the job failed or waits; may be empty
};

/// Returns true if the job will not run any more unless somebody asks for it again.
[[nodiscard]] bool is_ended(JobState state) noexcept;

/// Return the names of the API, such as "waiting".
[[nodiscard]] std::string_view name_of(JobKind kind) noexcept;
[[nodiscard]] std::string_view name_of(JobState state) noexcept;
/// Return the value of such a name; nothing for other texts.
[[nodiscard]] std::optional<JobKind> find_job_kind(std::string_view name) noexcept;
[[nodiscard]] std::optional<JobState> find_job_state(std::string_view name) noexcept;

/// Returns true if `path` is safe as the path of an upload: relative, UTF-8, at most 1000 bytes, no
/// backslash or control character. No part of it is empty, longer than 240 bytes, or begins with a
/// dot.
[[nodiscard]] bool is_upload_path(std::string_view path);

}  // namespace codau::office
