// app/compact_command.h — `codau compact`: rewrites the databases of an output (a folder that
// `codau run` wrote) without unused space, copies them, or undoes the upgrade of codau.db.
#pragma once

#include <string>

#include "app/language.h"

namespace CLI {
class App;
}

namespace codau::app {

/// The options of `codau compact`, with their defaults. run() checks them.
struct CompactCommand {
  std::string out;            ///< folder of the output; required
  std::string backup;         ///< --backup FILE: only copy the databases; not with `undo_upgrade`
  bool undo_upgrade = false;  ///< --undo-upgrade: only bring back codau.db of the older version
};

/// Adds the options of the command to `app`, with help texts in `language`. Parsing `app` then
/// fills `command`, which must outlive the parsing.
void add_options(CLI::App& app, CompactCommand& command, Language language);

/// Runs the command, prints one line to standard error, and returns 0. The command is one of these:
/// 1. With `backup`: copies codau.db to FILE and pages.db to FILE.pages, even while `codau run`
///    writes.
/// 2. With `undo_upgrade`: puts the codau.db back that the last upgrade replaced. The present
///    codau.db and history.db stay as codau.db.upgraded and history.db.upgraded.
/// 3. Otherwise: rewrites codau.db and pages.db without unused space and checks them. A codau.db of
///    an older version is upgraded first.
/// Throws:
/// 1. Error{kNothingRead}: `out` has no codau.db that can be read.
/// 2. Error{kUsage}: FILE or FILE.pages exists, or codau.db was never upgraded.
/// 3. Error{kOutput}: a database is damaged, is newer than this codau, or cannot be written; or
///    another process is writing to it (not for `backup`).
[[nodiscard]] int run(const CompactCommand& command, Language language);

}  // namespace codau::app
