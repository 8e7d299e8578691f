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
  std::vector<std::string> files;  ///< one text, in order; standard input if there is none, or "-"
  std::string mode = "auto", format = "text", input_format = "text", changes, undo, models, lexicon;
  std::optional<double> min_confidence;
  bool force = false;  ///< the change log may be written over a file that is none
};

void add_options(CLI::App& app, RestoreCommand& command, Language language);

/// Throws Error for everything but 0.
[[nodiscard]] int run(const RestoreCommand& command, Language language);

}  // namespace codau::app
