// app/doctor_command.h — `codau doctor`: checks the installation and an output (a folder that
// `codau run` wrote), and names remedies.
#pragma once

#include <string>

#include "core/language.h"

namespace CLI {
class App;
}

namespace codau::app {

/// The options of `codau doctor`, with their defaults. run() checks them.
struct DoctorCommand {
  std::string out;     ///< folder of the output to check; empty: check only the installation
  std::string models;  ///< --models: folder that contains models/; empty: the installed one
};

/// Adds the options of the command to `app`, with help texts in `language`. Parsing `app` then
/// fills `command`, which must outlive the parsing.
void add_options(CLI::App& app, DoctorCommand& command, Language language);

/// Checks the installation and the output. Prints one line for each finding to standard output, and
/// below it a command that mends the fault, if one is known. Returns 0 if nothing is broken.
/// Otherwise returns the exit code (core/error.h) of the first fault. Throws:
/// 1. Error{kModel}: no folder with models is found.
/// 2. Error{kOutput}: standard output cannot be written; io::BrokenPipe: its reader has gone.
[[nodiscard]] int run(const DoctorCommand& command, Language language);

}  // namespace codau::app
