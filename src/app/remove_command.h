// app/remove_command.h — `codau remove`: removes documents from an output (a folder that `codau
// run` wrote). Later runs leave them out, even if their files are still there.
#pragma once

#include <string>
#include <vector>

#include "app/language.h"

namespace CLI {
class App;
}

namespace codau::app {

/// The options of `codau remove`, with their defaults. run() checks them.
struct RemoveCommand {
  std::string out;                     ///< folder of the output; required
  std::vector<std::string> documents;  ///< doc_id, or path of the source file; at least one
  bool forget = false;   ///< --forget: undo an earlier removal; the next run reads the file again
  bool dry_run = false;  ///< --dry-run: change nothing, only print the documents
};

/// Adds the options of the command to `app`, with help texts in `language`. Parsing `app` then
/// fills `command`, which must outlive the parsing.
void add_options(CLI::App& app, RemoveCommand& command, Language language);

/// Removes the documents, or with `forget` undoes their removal. Documents of the same file always
/// go together. Prints one line for each document to standard output: its doc_id and the paths of
/// its file. Returns 0. Throws:
/// 1. Error{kUsage}: a name in `documents` fits no document; with `forget`, no removed document. Or
///    a path fits different files in an output that was merged. Nothing is changed then.
/// 2. Error{kNothingRead}: `out` has no codau.db that can be read. With `dry_run`, also if codau.db
///    is of an older version.
/// 3. Error{kModel}: the installation, or a table of words in `out`, is damaged.
/// 4. Error{kOutput}: the output cannot be written. Some files may be gone; the same command then
///    completes the removal.
[[nodiscard]] int run(const RemoveCommand& command, Language language);

}  // namespace codau::app
