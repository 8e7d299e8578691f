// app/compact_command.h — `codau compact`: maintains the databases of an output (a folder that
// `codau run` wrote). These are codau.db (the records), pages.db (the recognised pages), history.db
// (the changes of the records) and perhaps hand.db (confirmed handwriting).
#pragma once

#include <string>

#include "core/language.h"

namespace CLI {
class App;
}

namespace codau::app {

/// The options of `codau compact`, with their defaults. Without `backup` and `undo_upgrade`, the
/// command shrinks the databases.
struct CompactCommand {
  std::string out;            ///< path of the output folder; required
  std::string backup;         ///< --backup FILE: instead copy databases; not with `undo_upgrade`
  bool undo_upgrade = false;  ///< --undo-upgrade: instead bring back the older codau.db
};
/// Adds the options of the command to `app`, with help texts in `language`. Parsing `app` then
/// fills `command`, which must outlive the parsing.
void add_options(CLI::App& app, CompactCommand& command, Language language);

/// Runs the command, prints one line to standard error, and returns 0:
/// 1. Without `backup` and `undo_upgrade`: rewrites codau.db, pages.db and hand.db without unused
///    space, and checks them. If an older version of codau wrote codau.db, upgrades it first.
/// 2. With `backup`: copies codau.db to FILE, pages.db to FILE.pages, and hand.db to FILE.hand.db.
///    Skips databases that do not exist. A `codau run` may be writing to the output at the same
///    time.
/// 3. With `undo_upgrade`: brings back the codau.db that the last upgrade replaced. Renames the
///    present codau.db to codau.db.upgraded, and history.db to history.db.upgraded. If such a file
///    exists already, the new name ends with a number: codau.db.upgraded.2. The output then has no
///    history.db, so the next upgrade begins a new list of changes.
///
/// Throws:
/// 1. Error{kNothingRead} if `out` has no readable codau.db.
/// 2. Error{kUsage} if FILE, FILE.pages or FILE.hand.db exists already.
/// 3. Error{kUsage} with `undo_upgrade` if codau.db was never upgraded.
/// 4. Error{kOutput} if a database is damaged, cannot be written, or was written by a newer codau.
/// 5. Error{kOutput} without `backup` if another process is writing to the output.
[[nodiscard]] int run(const CompactCommand& command, Language language);

}  // namespace codau::app
