// app/review_command.h — `codau review`: the page on which a person settles doubts.
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
  int port = 0;  ///< 0: any that is free
  bool open = false;
};

void add_options(CLI::App& app, ReviewCommand& command, Language language);

/// Prints the address of the page and serves it until SIGINT, SIGTERM or SIGHUP; 0. Throws Error.
[[nodiscard]] int run(const ReviewCommand& command, Language language);

}  // namespace codau::app
