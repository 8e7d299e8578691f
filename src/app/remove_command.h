// app/remove_command.h — `codau remove`: removes documents from an output (a folder that
// `codau run` wrote). Later runs do not read them again, even if their files are still there.
#pragma once

#include <string>
#include <vector>

#include "core/language.h"

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

/// Removes the documents, or with `forget` undoes their removal. If a source file has several
/// documents, all of them are removed together. Prints one line for each document to standard
/// output: its doc_id and the paths of its file. Prints the number of documents to standard error,
/// in `language`. Returns 0. Throws:
/// 1. Error{kUsage}: an element of `documents` is the doc_id or path of no document, or with
///    `forget` of no removed document. Also if one path belongs to different files, as is possible
///    after a merge of several outputs. Nothing is changed then.
/// 2. Error{kNothingRead}: `out` has no codau.db that can be read. With `dry_run`, also if codau.db
///    is of an older version.
/// 3. Error{kModel}: a file of the installation is damaged, or a table of words that a user put
///    into `out` (text/lexicon.h).
/// 4. Error{kOutput}: the output cannot be written. Some files may be gone; the same command then
///    completes the removal.
[[nodiscard]] int run(const RemoveCommand& command, Language language);

}  // namespace codau::app
