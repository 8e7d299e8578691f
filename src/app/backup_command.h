// app/backup_command.h — `codau backup`: copies an output into one file that can be checked. An
// output is a folder that `codau run` wrote.
#pragma once

#include <string>

#include "core/language.h"

namespace CLI {
class App;
}

namespace codau::app {

/// The options of `codau backup`, with their defaults.
struct BackupCommand {
  std::string out;     ///< path of the output folder; required
  std::string backup;  ///< path of the new file; required
  bool quiet = false;  ///< --quiet: print only errors
};

/// Adds the options of the command to `app`, with help texts in `language`. Parsing `app` then
/// fills `command`, which must outlive the parsing.
void add_options(CLI::App& app, BackupCommand& command, Language language);

/// Makes the backup (pipeline/backup/back_up.h), and prints progress and a summary on standard
/// error. Returns 0, or 3 if files could not be read: they are listed then. Throws:
/// 1. Error{kUsage} if the backup exists or lies in the output.
/// 2. Error{kNothingRead} if `out` has no readable codau.db.
/// 3. Error{kOutput} if a database is damaged, or the backup cannot be written.
[[nodiscard]] int run(const BackupCommand& command, Language language);

}  // namespace codau::app
