// app/compact_command.h — `codau compact`: rewrites the databases of an output (a folder that
// `codau run` wrote), copies them, or brings back an older codau.db.
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
  bool undo_upgrade = false;  ///< --undo-upgrade: bring back codau.db as it was before its upgrade
};

/// Adds the options of the command to `app`, with help texts in `language`. Parsing `app` then
/// fills `command`, which must outlive the parsing.
void add_options(CLI::App& app, CompactCommand& command, Language language);

/// Runs the command, prints one line to standard error, and returns 0. Without `backup` and
/// `undo_upgrade`, rewrites codau.db and pages.db without gaps and checks them; a codau.db of an
/// older version is upgraded first. With `backup`, copies codau.db to FILE and pages.db to
/// FILE.pages, even while `codau run` writes. Throws:
/// 1. Error{kNothingRead}: `out` has no codau.db that can be read.
/// 2. Error{kUsage}: FILE or FILE.pages exists, or codau.db was never upgraded.
/// 3. Error{kOutput}: a database is damaged or newer than this codau; it cannot be written; or
///    another process is writing to it (not for `backup`).
[[nodiscard]] int run(const CompactCommand& command, Language language);

}  // namespace codau::app
