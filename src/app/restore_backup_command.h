// app/restore_backup_command.h — the command `codau restore-backup`: checks a backup for damage,
// and makes a new output folder from it. A backup is a file that `codau backup` wrote. An output is
// a folder that `codau run` wrote.
#pragma once

#include <string>

#include "core/language.h"

namespace CLI {
class App;
}

namespace codau::app {

/// The options of `codau restore-backup`, with their defaults. run() checks them.
struct RestoreBackupCommand {
  std::string backup;  ///< path of the backup; required
  std::string out;     ///< path of the output folder to make; empty if `check`, else required
  bool check = false;  ///< --check: check the backup, write nothing
  bool quiet = false;  ///< --quiet: print only errors
};

/// Adds the options of the command to `app`, with help texts in `language`. Parsing `app` then
/// fills `command`, which must outlive the parsing.
void add_options(CLI::App& app, RestoreBackupCommand& command, Language language);

/// Checks the backup. Unless `check` is set, also makes the folder `out` with all files of the
/// backup (pipeline/backup/restore_backup.h). Prints progress and a summary on standard error.
/// Returns 0. After an error, no file of the backup is in `out`. Throws (core/error.h):
/// 1. Error{kUsage} if `out` is needed and empty, is a file, or is a folder with files. Also if the
///    backup cannot be opened.
/// 2. Error{kInput} if the backup is damaged, or is no backup.
/// 3. Error{kNothingRead} if a newer version of codau wrote the backup.
/// 4. Error{kOutput} if `out` cannot be written, or the disk has too little room.
[[nodiscard]] int run(const RestoreBackupCommand& command, Language language);

}  // namespace codau::app
