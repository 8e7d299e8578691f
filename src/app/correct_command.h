// app/correct_command.h — `codau correct`: applies edits that people made (set, accept, reject,
// add, remove).
#pragma once

#include <string>

#include "app/language.h"

namespace CLI {
class App;
}

namespace codau::app {

/// The options of `codau correct` as the user typed them, not yet checked.
struct CorrectCommand {
  std::string out, file, actor;  ///< folder of an output; JSON lines, "-": standard input
  bool quiet = false;
};

/// Adds the options of the command to `app`; their help texts are in `language`.
void add_options(CLI::App& app, CorrectCommand& command, Language language);

/// Applies the edits. Returns 0, or 3 if a line of the file was refused. Throws Error if the
/// command fails otherwise.
[[nodiscard]] int run(const CorrectCommand& command, Language language);

}  // namespace codau::app
