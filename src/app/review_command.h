// app/review_command.h — `codau review`: serves a local web page. On this page a person reviews the
// doubtful values of an output (a folder that `codau run` wrote).
#pragma once

#include <string>

#include "app/language.h"

namespace CLI {
class App;
}

namespace codau::app {

/// The options of `codau review`, with their defaults. Parsing refuses a value outside the range
/// that a comment states; run() checks the rest.
struct ReviewCommand {
  std::string out;    ///< folder of the output; required
  std::string actor;  ///< --actor: name of the reviewer; empty: the login name (app/actor.h)
  int port = 0;       ///< --port: TCP port of the page on 127.0.0.1, 0 to 65535; 0: any free port
  bool open = false;  ///< --open: also open the page in the browser
};

/// Adds the options of the command to `app`, with help texts in `language`. Parsing `app` then
/// fills `command`, which must outlive the parsing.
void add_options(CLI::App& app, ReviewCommand& command, Language language);

/// Prints the address of the page to standard output, then serves the page until SIGINT, SIGTERM or
/// SIGHUP. Returns 0. Throws:
/// 1. Error{kUsage}: `port` cannot be used, or `actor` is invalid.
/// 2. Error{kNothingRead}: `out` has no codau.db that can be read.
/// 3. Error{kModel}: the installation, or a table of words that a user put into `out`, is damaged.
/// 4. Error{kOutput}: the output cannot be written, or is newer than this codau. Edits that the
///    page has confirmed to the reviewer are kept.
[[nodiscard]] int run(const ReviewCommand& command, Language language);

}  // namespace codau::app
