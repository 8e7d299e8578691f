// app/remove_command.h — `codau remove`: removes documents and keeps them removed.
#pragma once

#include <string>
#include <vector>

#include "app/language.h"

namespace CLI {
class App;
}

namespace codau::app {

/// The command line as it was given, before it is judged.
struct RemoveCommand {
  std::string out;
  std::vector<std::string> documents;
  bool forget = false, dry_run = false;
};

void add_options(CLI::App& app, RemoveCommand& command, Language language);

/// Returns 0. Throws Error for everything else; then no document was removed.
[[nodiscard]] int run(const RemoveCommand& command, Language language);

}  // namespace codau::app
