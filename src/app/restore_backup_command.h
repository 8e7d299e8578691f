// app/restore_backup_command.h — `codau restore-backup`: checks a backup of `codau backup`, and
// brings the output in it back.
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
  std::string out;     ///< path of the new output folder; required unless `check`
  bool check = false;  ///< --check: only check the backup; not with `out`
  bool quiet = false;  ///< --quiet: print only errors
};

/// Adds the options of the command to `app`, with help texts in `language`. Parsing `app` then
/// fills `command`, which must outlive the parsing.
void add_options(CLI::App& app, RestoreBackupCommand& command, Language language);

/// Checks the backup, restores it unless `check` is set (pipeline/backup/restore_backup.h), and
/// prints progress and a summary on standard error. Returns 0. Throws:
/// 1. Error{kUsage} if `out` has files, or the backup cannot be opened.
/// 2. Error{kInput} if the backup is damaged, or is no backup.
/// 3. Error{kNothingRead} if a newer codau wrote the backup.
/// 4. Error{kOutput} if `out` cannot be written. Nothing is left behind then.
[[nodiscard]] int run(const RestoreBackupCommand& command, Language language);

}  // namespace codau::app
