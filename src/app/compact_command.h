// app/compact_command.h — `codau compact`: rewrites the databases of an output without unused
// space, copies them, or undoes the upgrade of codau.db. An output is a folder that `codau run`
// wrote. Its databases are codau.db (records), pages.db (recognised pages), history.db (changes of
// records) and perhaps hand.db (confirmed handwriting).
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
  std::string backup;         ///< --backup FILE: only copy databases; not with `undo_upgrade`
  bool undo_upgrade = false;  ///< --undo-upgrade: only bring back the older codau.db
};

/// Adds the options of the command to `app`, with help texts in `language`. Parsing `app` then
/// fills `command`, which must outlive the parsing.
void add_options(CLI::App& app, CompactCommand& command, Language language);

/// Does one of the following, prints one line to standard error, and returns 0:
/// 1. With `backup`: copies codau.db to FILE, pages.db to FILE.pages, hand.db to FILE.hand.db. A
///    `codau run` may be writing to the output.
/// 2. With `undo_upgrade`: brings back the codau.db that the last upgrade replaced. The present
///    codau.db and history.db are renamed to codau.db.upgraded and history.db.upgraded.
/// 3. Otherwise: rewrites codau.db, pages.db and hand.db without unused space and checks them. A
///    codau.db of an older version of codau is upgraded first.
/// Throws:
/// 1. Error{kNothingRead}: `out` has no codau.db that can be read.
/// 2. Error{kUsage}: FILE, FILE.pages or FILE.hand.db exists, or codau.db was never upgraded.
/// 3. Error{kOutput}: a database is damaged, is newer than this codau, or cannot be written. Also,
///    except for `backup`: another process is writing to the output.
[[nodiscard]] int run(const CompactCommand& command, Language language);

}  // namespace codau::app
