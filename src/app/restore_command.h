// app/restore_command.h — `codau restore`: a filter from text to restored text, and back.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/language.h"

namespace CLI {
class App;
}

namespace codau::app {

struct RestoreCommand {
  std::vector<std::string> files;  ///< joined in order; empty or "-": standard input
  std::string mode = "auto", format = "text", input_format = "text", changes, undo, models, lexicon;
  std::optional<double> min_confidence;
  bool force = false;  ///< the log may overwrite a file that is not a change log
};

void add_options(CLI::App& app, RestoreCommand& command, Language language);

/// Returns 0. Throws Error for everything else.
[[nodiscard]] int run(const RestoreCommand& command, Language language);

}  // namespace codau::app
