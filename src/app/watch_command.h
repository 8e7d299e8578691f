// app/watch_command.h — `codau watch`: reads each file that appears in a watched folder.
#pragma once

#include <cstdint>
#include <string>

#include "app/language.h"

namespace CLI {
class App;
}

namespace codau::app {

/// The options of `codau watch` as the user typed them, not yet checked.
struct WatchCommand {
  /// All except `marker` are folders. `marker`: name or ending of a file that shows that another
  /// file is complete (Inbox::Rules).
  std::string inbox, out, models, lexicon, marker;
  /// `jobs`: processes; 0: the number of processors. `poll`: seconds between two checks of a
  /// network folder.
  std::uint32_t jobs = 0, poll = 10;
  /// Seconds without a change before a file is read. 0: the defaults of Inbox::Rules
  /// (pipeline/inputs/inbox_folder.h).
  std::uint32_t settle = 0;
  bool quiet = false;
};

/// Adds the options of the command to `app`; their help texts are in `language`.
void add_options(CLI::App& app, WatchCommand& command, Language language);

/// Reads new files until SIGINT, SIGTERM or SIGHUP. Never returns. Throws Error{kInterrupted} after
/// the signal, or another Error if the command fails.
[[nodiscard]] int run(const WatchCommand& command, Language language);

}  // namespace codau::app
