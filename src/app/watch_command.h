// app/watch_command.h — `codau watch`: processes a watched folder.
#pragma once

#include <cstdint>
#include <string>

#include "app/language.h"

namespace CLI {
class App;
}

namespace codau::app {

struct WatchCommand {
  std::string inbox, out, models, lexicon, marker;
  std::uint32_t jobs = 0, poll = 10;
  std::uint32_t settle = 0;  ///< 0: the default of pipeline/inputs/inbox.h
  bool quiet = false;
};

void add_options(CLI::App& app, WatchCommand& command, Language language);

/// Runs until a signal ends the process. Throws Error.
[[nodiscard]] int run(const WatchCommand& command, Language language);

}  // namespace codau::app
