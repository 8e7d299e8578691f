// pipeline/backup/backup_manifest.h — the list of files in a backup, and which files may be in it.
// A backup is a tar file (io/tar_file.h). Its last entry is the manifest; the entries before it are
// the files of an output, in the order of the manifest.
//
// The manifest has a JSON object on each line:
// 1. The first line has the members of BackupHead.
// 2. Each line after it has path, bytes, sha256 and modified of a file. A path that is not UTF-8
//    stands as path_hex instead.
// 3. The last line has the member sha256: of all lines before it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "record/schema/sha256.h"

namespace codau::pipeline {

/// The path of the manifest in a backup.
inline constexpr std::string_view kBackupManifest = "codau-backup.jsonl";

/// What the first line of a manifest tells about a backup.
struct BackupHead {
  std::string version;                ///< version of codau that made the backup
  int schema = 0;                     ///< version of codau.db (store::kUserVersion)
  std::string created;                ///< time at which the databases were copied, in ISO 8601
  std::uint64_t documents = 0;        ///< documents of codau.db
  std::uint64_t sources_outside = 0;  ///< documents whose scan is not in the backup
  std::uint64_t files = 0;            ///< entries, without the manifest
  std::uint64_t bytes = 0;            ///< content of these entries
};

/// A file in a backup.
struct BackupEntry {
  std::string path;  ///< relative to the output, with '/' between folders; any bytes
  std::uint64_t bytes = 0;
  std::string sha256;         ///< in lower-case hex
  std::int64_t modified = 0;  ///< modification time, in seconds since 1970
};

/// Return a line of the manifest, with its line feed. `sha256`: of all lines before the last.
[[nodiscard]] std::string format_backup_line(const BackupHead& head);
[[nodiscard]] std::string format_backup_line(const BackupEntry& entry);
[[nodiscard]] std::string format_last_backup_line(std::string_view sha256);

/// Returns true if a backup may have a file with this path, which is not trusted:
/// 1. The path is manifest.json, rejects.jsonl, rejects.csv or one of list_backup_databases(), or
///    is below one of list_backup_folders().
/// 2. No part of the path is empty, "." or "..", or longer than a name may be.
[[nodiscard]] bool is_backup_path(std::string_view path);
/// Returns the folders of an output whose files a backup has, sorted. Those of result files
/// (store::list_result_folders()) are among them.
[[nodiscard]] const std::vector<std::string>& list_backup_folders();
/// Returns the databases of an output, in the order in which a backup copies them.
[[nodiscard]] const std::vector<std::string>& list_backup_databases();

/// The largest number of files in a backup.
inline constexpr std::uint64_t kMaxBackupEntries = 5'000'000;

/// A manifest that was read from a backup.
struct BackupManifest {
  BackupHead head;
  std::vector<BackupEntry> entries;
};

/// Reads a manifest, which is not trusted, piece by piece.
class BackupManifestParser {
 public:
  /// `backup`: path of the backup, for messages.
  explicit BackupManifestParser(std::string backup) : backup_(std::move(backup)) {}
  /// Adds the next bytes of the manifest. Throws Error{kInput} if a line is malformed, if a path is
  /// no is_backup_path(), or if there are more than kMaxBackupEntries. Throws Error{kNothingRead}
  /// if a newer codau wrote it.
  void add(std::string_view bytes);
  /// Returns the manifest. Call once. Throws Error{kInput} if:
  /// 1. the manifest is not complete, or has another digest;
  /// 2. a path occurs twice, or is the folder of another path.
  [[nodiscard]] BackupManifest finish();

 private:
  void add_line(std::string_view line);
  [[noreturn]] void refuse() const;

  std::string backup_;
  std::string rest_;  // the beginning of a line
  bool has_head_ = false, is_ended_ = false;
  record::Sha256 hash_;  // of all lines before the last
  BackupManifest manifest_;
};

}  // namespace codau::pipeline
