// app/lexicon_command.h — `codau lexicon check`: reports the faults of a user's lexicon.
#pragma once

#include <string>

#include "app/language.h"

namespace CLI {
class App;
}

namespace codau::app {

/// The command line as it was given, before it is judged.
struct LexiconCommand {
  std::string folder;
};

void add_options(CLI::App& app, LexiconCommand& command, Language language);

/// Returns 0, or 6 if a table has faults. Throws Error for everything else.
[[nodiscard]] int run(const LexiconCommand& command, Language language);

}  // namespace codau::app
