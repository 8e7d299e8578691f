// app/lexicon_command.h — `codau lexicon check`: reports the faults of a user's lexicon. A lexicon
// is a folder of tables of words (*.tsv), such as local names (text/lexicon.h).
#pragma once

#include <string>

#include "core/language.h"

namespace CLI {
class App;
}

namespace codau::app {

/// The options of `codau lexicon check`, with their defaults. run() checks them.
struct LexiconCommand {
  std::string folder;  ///< folder of the tables (*.tsv); required
};

/// Adds the command `check` and its options to `app`, which is the command `lexicon`. Help texts
/// are in `language`. Parsing `app` then fills `command`, which must outlive the parsing.
void add_options(CLI::App& app, LexiconCommand& command, Language language);

/// Prints each fault with file and line to standard output. Prints the numbers of entries and
/// faults to standard error. Returns the exit code: 0, or 6 (ErrorCode::kModel) if there are
/// faults. Throws Error{kModel} if the folder or a table cannot be read.
[[nodiscard]] int run(const LexiconCommand& command, Language language);

}  // namespace codau::app
