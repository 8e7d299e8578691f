// app/backup_command.h — the command `codau backup`: copies an output into one new file. An output
// is a folder that `codau run` wrote, with the database codau.db. The file can be checked for
// damage, and restored, by the command `codau restore-backup` (app/restore_backup_command.h).
#pragma once

#include <string>

#include "core/language.h"

namespace CLI {
class App;
}

namespace codau::app {

/// The options of `codau backup`, with their defaults.
struct BackupCommand {
  std::string out;  ///< path of the output folder; required
  /// Path of the new file, a tar file; required. Compressed if the name ends in .zst or .tzst.
  std::string backup;
  bool quiet = false;  ///< --quiet: print only errors, and files that the backup lacks
};

/// Adds the options of the command to `app`, with help texts in `language`. Parsing `app` then
/// fills `command`, which must outlive the parsing.
void add_options(CLI::App& app, BackupCommand& command, Language language);

/// Makes the backup (pipeline/backup/back_up.h). Scans that lie outside the output are not copied.
/// Prints progress and a summary on standard error. Returns 0, or 3 if the backup lacks files that
/// could not be read. Up to 20 of these files are printed, too. Throws (core/error.h):
/// 1. Error{kUsage} if the path `backup` exists already, or is in the folder `out`.
/// 2. Error{kNothingRead} if `out` has no readable codau.db.
/// 3. Error{kOutput} if a database of the output is damaged, or the backup cannot be written. After
///    this error, no backup exists.
[[nodiscard]] int run(const BackupCommand& command, Language language);

}  // namespace codau::app
