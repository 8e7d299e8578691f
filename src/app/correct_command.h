// app/correct_command.h — `codau correct`: applies edits of people (set, accept, reject, add,
// remove).
#pragma once

#include <string>

#include "app/language.h"

namespace CLI {
class App;
}

namespace codau::app {

/// The command line as it was given, before it is judged.
struct CorrectCommand {
  std::string out, file, actor;
  bool quiet = false;
};

void add_options(CLI::App& app, CorrectCommand& command, Language language);

/// Returns 0, or 3 if a line of the file was refused. Throws Error for everything else.
[[nodiscard]] int run(const CorrectCommand& command, Language language);

}  // namespace codau::app
