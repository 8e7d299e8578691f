// app/correct_command.h — the command `codau correct`: applies edits of people to an output. An
// output is a folder that `codau run` wrote, with the database codau.db. Its records are rows of
// tables. An edit sets a value, accepts or rejects a row, or adds or removes a row. Other edits
// correct a printed line, or tell on which pages the documents of a file begin.
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
  std::string actor;   ///< --actor: name of the editing person; empty: the login name
  bool quiet = false;  ///< --quiet: print only errors and refused lines
};

/// Adds the options of the command to `app`, with help texts in `language`. Parsing `app` then
/// fills `command`, which must outlive the parsing.
void add_options(CLI::App& app, CorrectCommand& command, Language language);

/// Applies the edits (pipeline/edits/corrector.h). A line is refused if it is no valid edit, or
/// does not fit the output: for example, its document or row does not exist. Then all other lines
/// of the same document are refused, too. Prints the number of each refused line with the reason,
/// and a summary, to standard error. Returns 0, or 3 if a line was refused. Throws (core/error.h):
/// 1. Error{kUsage}: `file` cannot be read, or has over 64 MiB, or over 200,000 lines. Blank lines
///    do not count. Also thrown if resolve_actor() refuses `actor` (app/actor.h).
/// 2. Error{kNothingRead}: `out` has no codau.db that can be read.
/// 3. Error{kModel}: a file of the installation, or a lexicon in `out`, is missing or damaged. A
///    lexicon is a table of words that a user may add.
/// 4. Error{kOutput}: the output cannot be written. The edits of documents that were finished
///    before are kept.
[[nodiscard]] int run(const CorrectCommand& command, Language language);

}  // namespace codau::app
