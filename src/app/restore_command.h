// app/restore_command.h — `codau restore`: restores the text of files, or undoes a restoration.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/language.h"

namespace CLI {
class App;
}

namespace codau::app {

/// The options of `codau restore` as the user typed them, not yet checked.
struct RestoreCommand {
  std::vector<std::string> files;  ///< read in order as one text; empty or "-": standard input
  /// `changes`: file for the change log. `undo`: change log to undo. `models`, `lexicon`: folders.
  std::string mode = "auto", format = "text", input_format = "text", changes, undo, models, lexicon;
  /// Only changes with at least this confidence, [0, 1], are made. Empty: the default threshold.
  std::optional<double> min_confidence;
  bool force = false;  ///< the change log may overwrite a file that is not a change log
};

/// Adds the options of the command to `app`; their help texts are in `language`.
void add_options(CLI::App& app, RestoreCommand& command, Language language);

/// Writes the restored text, or with --undo the original text, to standard output. Returns 0.
/// Throws Error if the command fails.
[[nodiscard]] int run(const RestoreCommand& command, Language language);

}  // namespace codau::app
