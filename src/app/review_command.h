// app/review_command.h — `codau review`: serves a local web page on which a person reviews doubtful
// values.
#pragma once

#include <string>

#include "app/language.h"

namespace CLI {
class App;
}

namespace codau::app {

/// The options of `codau review` as the user typed them, not yet checked.
struct ReviewCommand {
  std::string out, actor;  ///< folder of an output; name of the reviewer (app/actor.h)
  int port = 0;            ///< 0: any free port
  bool open = false;       ///< also open the page in the browser
};

/// Adds the options of the command to `app`; their help texts are in `language`.
void add_options(CLI::App& app, ReviewCommand& command, Language language);

/// Prints the address of the page, then serves the page until SIGINT, SIGTERM or SIGHUP. Returns 0.
/// Throws Error if the command fails.
[[nodiscard]] int run(const ReviewCommand& command, Language language);

}  // namespace codau::app
