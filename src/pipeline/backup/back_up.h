// pipeline/backup/back_up.h — copies everything of an output that cannot be made again, or only at
// great cost, into one file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <vector>

#include "core/message.h"
#include "pipeline/backup/backup_manifest.h"

namespace codau::pipeline {

/// How far copying has come. The totals are estimates.
struct CopyProgress {
  std::uint64_t files = 0, files_all = 0;
  std::uint64_t bytes = 0, bytes_all = 0;
};
/// Receives the progress now and then; may be empty.
using CopyProgressSink = std::function<void(const CopyProgress&)>;

/// The result of a backup.
struct BackupReport {
  BackupHead head;
  std::uint64_t backup_bytes = 0;  ///< size of the backup
  /// Files that are missing in the backup: path and cause of each.
  std::vector<Message> missing;
  /// Result files that changed after codau.db was copied. The backup has the newer files; the next
  /// run over the restored output makes their documents again.
  std::uint64_t newer = 0;
};

/// Writes a backup of the output `out` to the new file `backup`: databases, result files by name,
/// lexicons, records, samples of review and uploads (backup_manifest.h). A run or a server may be
/// writing to `out` meanwhile:
/// 1. Each database is one consistent state. A database is copied before those that it refers to.
/// 2. Result files are those that the copy of codau.db names. If one was renamed meanwhile, its new
///    name is looked up.
/// 3. A file that changes while it is read is read again.
///
/// A backup whose name ends in .zst or .tzst is compressed. The backup appears when it is complete.
/// Throws the errors of store::StoreReader. Throws Error{kUsage} if `backup` exists or lies in
/// `out`. Throws Error{kOutput} if the disk has too little room, which is checked first, or cannot
/// be written, or if a database is damaged.
[[nodiscard]] BackupReport back_up(const std::filesystem::path& out,
                                   const std::filesystem::path& backup,
                                   const CopyProgressSink& progress);

}  // namespace codau::pipeline
