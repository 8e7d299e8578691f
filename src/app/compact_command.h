// app/compact_command.h — `codau compact`: shrinks the databases of an output, copies them, or
// undoes the upgrade of codau.db to a newer version. An output is a folder that `codau run` wrote,
// with up to four databases:
// 1. codau.db: the records;
// 2. pages.db: the recognised pages;
// 3. history.db: the history of changes to the records;
// 4. hand.db: confirmed handwriting; not in every output.
#pragma once

#include <string>

#include "app/language.h"

namespace CLI {
class App;
}

namespace codau::app {

/// The options of `codau compact`, with their defaults. run() checks them.
struct CompactCommand {
  std::string out;     ///< path of the output folder; required
  std::string backup;  ///< --backup FILE: copy the databases to FILE; not with `undo_upgrade`
  bool undo_upgrade = false;  ///< --undo-upgrade: bring back the codau.db of the older version
};

/// Adds the options of the command to `app`, with help texts in `language`. Parsing `app` later
/// writes the options into `command`. So `command` must live until parsing ends.
void add_options(CLI::App& app, CompactCommand& command, Language language);

/// Runs the command, prints one line to standard error, and returns 0. The options choose one
/// action:
/// 1. With `backup`: copies codau.db to FILE, pages.db to FILE.pages, and hand.db to FILE.hand.db.
///    A `codau run` may be writing to the output at the same time.
/// 2. With `undo_upgrade`: restores the codau.db that the last upgrade replaced. The present
///    codau.db and history.db are kept as codau.db.upgraded and history.db.upgraded.
/// 3. Without these options: rewrites codau.db, pages.db and hand.db without unused space, and
///    checks them. If an older version of codau wrote codau.db, the file is upgraded first.
///
/// Throws:
/// 1. Error{kNothingRead} if `out` has no readable codau.db.
/// 2. Error{kUsage} if FILE, FILE.pages or FILE.hand.db exists already.
/// 3. Error{kUsage} with `undo_upgrade` if codau.db was never upgraded.
/// 4. Error{kOutput} if a database is damaged, cannot be written, or was written by a newer codau.
/// 5. Error{kOutput} without `backup` if another process is writing to the output.
[[nodiscard]] int run(const CompactCommand& command, Language language);

}  // namespace codau::app
