// app/correct_command.h — `codau correct`: what people set, accept, reject, add and remove.
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

/// 0, or 3 when a line of the file was refused. Throws Error for everything else.
[[nodiscard]] int run(const CorrectCommand& command, Language language);

}  // namespace codau::app
