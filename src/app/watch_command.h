// app/watch_command.h — `codau watch`: reads each file that appears in a watched folder (the
// inbox), as soon as the file is complete. Writes the results to an output folder (OUT).
#pragma once

#include <cstdint>
#include <string>

#include "core/language.h"

namespace CLI {
class App;
}

namespace codau::app {

/// The options of `codau watch`, with their defaults. Parsing refuses a value outside the range
/// that a comment states; run() checks the rest.
struct WatchCommand {
  std::string inbox;  ///< folder to watch; required
  std::string out;    ///< --out: OUT; may be an output of `codau run`; required
  /// --marker: a name without "/", such as ".done". The file a.pdf then counts as complete only if
  /// a.pdf.done is beside it, or .done is in its folder. Empty: no marker is needed.
  std::string marker;
  /// --settle: seconds that a file must stay unchanged before it is read, 1 to 3600. 0: 2 seconds,
  /// or 10 if the system cannot tell whether somebody writes to the file.
  std::uint32_t settle = 0;
  /// --poll: seconds between two checks of `inbox` if it is a network folder, 1 to 3600.
  std::uint32_t poll = 10;
  /// --jobs: number of pages read at a time, 1 to 1024. 0: the number of processors.
  std::uint32_t jobs = 0;
  std::string models;  ///< --models: folder that contains models/; empty: the installed one
  /// --lexicon: folder of a user's tables of words (text/lexicon.h), used in addition to
  /// OUT/lexicon/user.
  std::string lexicon;
  std::string status;  ///< --status: file that holds the current state; empty: OUT/watch.json
  bool quiet = false;  ///< --quiet: print only errors and warnings
};

/// Adds the options of the command to `app`, with help texts in `language`. Parsing `app` then
/// fills `command`, which must outlive the parsing.
void add_options(CLI::App& app, WatchCommand& command, Language language);

/// Reads new and changed files until a signal arrives. Never returns: ends only by an exception. If
/// `out` cannot be written or `inbox` disappears, waits and tries again. Throws:
/// 1. Error{kInterrupted}: SIGINT, SIGTERM or SIGHUP arrived.
/// 2. Error{kUsage}: `inbox` is no folder, `marker` has a "/", or a result would replace a file
///    that codau did not write.
/// 3. Error{kModel}: the installation or a table of words is damaged.
[[noreturn]] void run(const WatchCommand& command, Language language);

}  // namespace codau::app
