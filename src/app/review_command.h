// app/review_command.h — `codau review`: serves the page on which a person settles doubts.
#pragma once

#include <string>

#include "app/language.h"

namespace CLI {
class App;
}

namespace codau::app {

/// The command line as it was given, before it is judged.
struct ReviewCommand {
  std::string out, actor;
  int port = 0;  ///< 0: any free port
  bool open = false;
};

void add_options(CLI::App& app, ReviewCommand& command, Language language);

/// Prints the address of the page and serves the page until SIGINT, SIGTERM or SIGHUP. Returns 0.
/// Throws Error.
[[nodiscard]] int run(const ReviewCommand& command, Language language);

}  // namespace codau::app
