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
  std::string out;  ///< folder of the output to check; empty: check only the installation
  /// --models: folder that contains models/ and data/. Empty: the folder of the installation.
  std::string models;
};

/// Adds the options of the command to `app`, with help texts in `language`. Parsing `app` then
/// fills `command`, which must outlive the parsing.
void add_options(CLI::App& app, DoctorCommand& command, Language language);

/// Checks the installation and the output. Prints one line for each finding to standard output, and
/// below it a command that repairs the fault, if one is known. A finding is good, a note (codau
/// works with a limitation), or bad (codau cannot work). Returns 0 if no finding is bad. Otherwise
/// returns the exit code (core/error.h) of the first bad finding. Throws:
/// 1. Error{kModel}: no folder with models/ is found.
/// 2. Error{kOutput}: standard output cannot be written; io::BrokenPipe: its reader has gone.
[[nodiscard]] int run(const DoctorCommand& command, Language language);

}  // namespace codau::app
