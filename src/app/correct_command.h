// app/correct_command.h — `codau correct`: applies edits that people made to an output (a folder
// that `codau run` wrote). An edit sets, accepts or rejects a value, or adds or removes a row.
#pragma once

#include <string>

#include "core/language.h"

namespace CLI {
class App;
}

namespace codau::app {

/// The options of `codau correct`, with their defaults. run() checks them.
struct CorrectCommand {
  std::string out;  ///< folder of the output; required
  /// --file: a file with one edit on each line, as a JSON object that parse_edit_request() reads
  /// (record/edits/human_edit.h). The name "-" is standard input. Required.
  std::string file;
  std::string actor;   ///< --actor: name of the person; empty: the login name (app/actor.h)
  bool quiet = false;  ///< --quiet: print only errors and refused lines
};

/// Adds the options of the command to `app`, with help texts in `language`. Parsing `app` then
/// fills `command`, which must outlive the parsing.
void add_options(CLI::App& app, CorrectCommand& command, Language language);

/// Applies the edits. A line is refused if it is no valid edit, or does not fit the output. Then
/// all other lines of the same document are refused, too. Prints the number of each refused line
/// with the reason, and a summary, to standard error. Returns 0, or 3 if a line was refused.
/// Throws:
/// 1. Error{kUsage}: `file` cannot be read, or is over 64 MiB or 200,000 lines; `actor` is invalid.
/// 2. Error{kNothingRead}: `out` has no codau.db that can be read.
/// 3. Error{kModel}: the installation, or a table of words that a user put into `out`, is damaged.
/// 4. Error{kOutput}: the output cannot be written. The edits of documents that were finished
///    before are kept.
[[nodiscard]] int run(const CorrectCommand& command, Language language);

}  // namespace codau::app
