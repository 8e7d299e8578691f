// app/serve_command.h — `codau serve` and `codau review`: the work on an output (a folder that
// `codau run` writes) in a browser on this machine.
#pragma once

#include <cstdint>
#include <string>

#include "core/language.h"

namespace CLI {
class App;
}

namespace codau::app {

/// The view with which the browser begins. kHome: the start page of the output. kDoubts: the
/// doubts, one by one. A doubt is a value or row that a person must check
/// (record/edits/review_doubts.h).
enum class StartView : std::uint8_t { kHome, kDoubts };

/// The options of both commands, with their defaults. Parsing refuses a value outside the range
/// that a comment states; run() checks the rest.
struct ServeCommand {
  StartView view = StartView::kHome;  ///< kDoubts: `codau review`
  /// Folder of the output. `codau serve` makes a missing one. Empty: the person chooses the folder
  /// in the browser, which lists the outputs opened before (app/known_archives.h). `codau review`
  /// requires a folder.
  std::string out;
  std::string actor;  ///< --actor: name of the person; empty: the login name (app/actor.h)
  int port = 0;       ///< --port: TCP port on 127.0.0.1, 0 to 65535; 0: any free port
  /// --token-file: file with the secret of programs that use the API, at least 16 characters, which
  /// only its owner can read. Empty: only the browser uses the API.
  std::string token_file;
  std::string log;    ///< --log: file to which requests are appended as JSON lines; empty: none
  bool open = false;  ///< --open: also open the page in the browser; if `out` is empty, always
};

/// Adds the options of the command to `app`, with help texts in `language`. Parsing `app` then
/// fills `command`, which must outlive the parsing.
void add_options(CLI::App& app, ServeCommand& command, Language language);

/// Prints the address of the page to standard output, then serves the page, the API and the jobs
/// until SIGINT, SIGTERM or SIGHUP. An address is good once: after its use, the next one is printed
/// to standard error. Returns 0. Throws:
/// 1. Error{kUsage}: `port` or `token_file` cannot be used, `actor` is invalid, or `out` is empty
///    and this is no desktop session.
/// 2. Error{kNothingRead}: `out` has no codau.db that can be read.
/// 3. Error{kModel}: the installation, or a table of words that a user put into `out`, is damaged.
/// 4. Error{kOutput}: the output cannot be written, or is newer than this codau. Edits that the
///    page has confirmed to the reviewer are kept.
[[nodiscard]] int run(const ServeCommand& command, Language language);

}  // namespace codau::app
