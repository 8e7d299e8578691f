// pipeline/backup/restore_backup.h — checks a backup, and brings the output in it back.
#pragma once

#include <filesystem>

#include "pipeline/backup/back_up.h"
#include "pipeline/backup/backup_manifest.h"

namespace codau::pipeline {

/// Checks a backup, which is not trusted, and returns its manifest. Writes nothing. Every file in
/// the backup must have the size and the SHA-256 of the manifest, and no other file may be in it.
///
/// Throws Error{kUsage} if `backup` cannot be opened or is no regular file. Throws Error{kInput} if
/// it is damaged or no backup. Throws Error{kNothingRead} if a newer codau wrote it.
[[nodiscard]] BackupManifest check_backup(const std::filesystem::path& backup,
                                          const CopyProgressSink& progress);

/// Checks a backup in the same way, and writes the output in it to `out`, which must be missing or
/// an empty folder. The files appear in `out` all together, after every one was found sound. The
/// change feed begins anew (store::History), because nobody knows what followed the backup.
///
/// Throws the errors of check_backup(). Throws Error{kUsage} if `out` is a file or has files, or is
/// the root of a disk. Throws Error{kOutput} if the disk has too little room or cannot be written.
/// After an error nothing is left behind.
[[nodiscard]] BackupManifest restore_backup(const std::filesystem::path& backup,
                                            const std::filesystem::path& out,
                                            const CopyProgressSink& progress);

}  // namespace codau::pipeline
