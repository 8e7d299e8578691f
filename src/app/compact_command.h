// app/compact_command.h — `codau compact`: rewrites, copies or restores databases.
#pragma once

#include <string>

#include "app/language.h"

namespace CLI {
class App;
}

namespace codau::app {

/// The command line as it was given, before it is judged.
struct CompactCommand {
  std::string out, backup;
  bool undo_upgrade = false;
};

void add_options(CLI::App& app, CompactCommand& command, Language language);

/// 0. Throws Error for everything else.
[[nodiscard]] int run(const CompactCommand& command, Language language);

}  // namespace codau::app
