// app/run_command.h — `codau run`: options in, exit code out.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/language.h"

namespace CLI {
class App;
}

namespace codau::app {

/// The command line as it was given, before it is judged.
struct RunCommand {
  std::vector<std::string> inputs;
  std::string out, models, lexicon, metadata, pages, until = "exports", shard, group;
  std::vector<std::string> formats;
  std::uint32_t jobs = 0;                                ///< 0: the number of processors
  std::uint32_t timeout_page = 120, memory_page = 2048;  ///< seconds; MiB
  std::string redo;
  bool rehash = false, prune = false, dry_run = false, allow_secret = false, debug_pages = false,
       quiet = false;
  bool require_sandbox = false;
  std::string log;
};

void add_options(CLI::App& app, RunCommand& command, Language language);

/// Returns 0, 3 or 4. Throws Error for everything else.
[[nodiscard]] int run(const RunCommand& command, Language language);

}  // namespace codau::app
