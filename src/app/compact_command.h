// app/compact_command.h — `codau compact`: rewrites the databases of an output, copies them, or
// brings back the database of an older version.
#pragma once

#include <string>

#include "app/language.h"

namespace CLI {
class App;
}

namespace codau::app {

/// The options of `codau compact` as the user typed them, not yet checked.
struct CompactCommand {
  std::string out, backup;    ///< folder of an output; file to copy to, or empty
  bool undo_upgrade = false;  ///< bring back the database as it was before its upgrade
};

/// Adds the options of the command to `app`; their help texts are in `language`.
void add_options(CLI::App& app, CompactCommand& command, Language language);

/// Runs the command and returns 0. Throws Error if the command fails.
[[nodiscard]] int run(const CompactCommand& command, Language language);

}  // namespace codau::app
