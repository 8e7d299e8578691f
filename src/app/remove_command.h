// app/remove_command.h — `codau remove`: documents that are taken out and stay out.
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

/// 0. Throws Error for everything else; then nothing was taken out.
[[nodiscard]] int run(const RemoveCommand& command, Language language);

}  // namespace codau::app
