// app/correct_command.h — `codau correct`: applies edits that people made (set, accept, reject,
// add, remove) to an output (a folder that `codau run` wrote).
#pragma once

#include <string>

#include "app/language.h"

namespace CLI {
class App;
}

namespace codau::app {

/// The options of `codau correct`, with their defaults. run() checks them.
struct CorrectCommand {
  std::string out;     ///< folder of the output; required
  std::string file;    ///< --file: one edit in JSON on each line; "-" is standard input; required
  std::string actor;   ///< --actor: name of the person; empty: the login name (app/actor.h)
  bool quiet = false;  ///< --quiet: print only errors and refused lines
};

/// Adds the options of the command to `app`, with help texts in `language`. Parsing `app` then
/// fills `command`, which must outlive the parsing.
void add_options(CLI::App& app, CorrectCommand& command, Language language);

/// Applies the edits. Prints refused lines and a summary to standard error. Returns 0, or 3 if a
/// line was refused. The edits of one document are applied together or not at all. Throws:
/// 1. Error{kUsage}: `file` cannot be read, or is over 64 MiB or 200,000 lines; `actor` is bad.
/// 2. Error{kNothingRead}: `out` has no codau.db that can be read.
/// 3. Error{kModel}: the installation or the lexicon of the output is damaged.
/// 4. Error{kOutput}: the output cannot be written. Documents finished before stay changed.
[[nodiscard]] int run(const CorrectCommand& command, Language language);

}  // namespace codau::app
