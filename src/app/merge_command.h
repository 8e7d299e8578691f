// app/merge_command.h — `codau merge`: merges several outputs into one: the shards of a run, or the
// outputs of several offices. An output is a folder that `codau run` wrote. A shard is the output
// of one of N parts of a run (`codau run --shard I/N`).
#pragma once

#include <string>
#include <vector>

#include "core/language.h"

namespace CLI {
class App;
}

namespace codau::app {

/// The options of `codau merge`, with their defaults. run() checks them.
struct MergeCommand {
  std::vector<std::string> outputs;  ///< folders to merge; they stay as they are; at least one
  std::string out;                   ///< --out: folder of the merged output; may exist; required
  /// --mixed: also merge outputs of different models or rules, and shards of different lists of
  /// files.
  bool mixed = false;
  bool link = false;   ///< --link: share files with `outputs` by hard links; else copy them
  bool quiet = false;  ///< --quiet: print only errors
};

/// Adds the options of the command to `app`, with help texts in `language`. Parsing `app` then
/// fills `command`, which must outlive the parsing.
void add_options(CLI::App& app, MergeCommand& command, Language language);

/// Merges the outputs. Returns 0, or 3 if the merged output lists rejects (files or pages that
/// could not be read). Throws:
/// 1. Error{kUsage}: the outputs cannot be merged without `mixed`; the run, merge or review of an
///    output is unfinished; or a shard is missing. Nothing is written then.
/// 2. Error{kNothingRead}: a folder is no output.
/// 3. Error{kOutput}: an output is damaged, or `out` cannot be written. When the cause is removed,
///    the same command continues the merge.
/// 4. Error{kModel}: the installation, or a table of words that a user put into an output, is
///    damaged.
[[nodiscard]] int run(const MergeCommand& command, Language language);

}  // namespace codau::app
