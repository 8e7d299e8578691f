// app/merge_command.h — `codau merge`: merges the outputs of shards or of several offices. A shard
// is one of N parts of a run (--shard I/N).
#pragma once

#include <string>
#include <vector>

#include "app/language.h"

namespace CLI {
class App;
}

namespace codau::app {

/// The options of `codau merge` as the user typed them, not yet checked.
struct MergeCommand {
  std::vector<std::string> outputs;  ///< folders to merge
  std::string out;                   ///< folder of the merged output
  /// With `mixed`, outputs of different models, rules or lists of files are merged, too. With
  /// `link`, files are shared by hard links. With `quiet`, only errors are printed.
  bool mixed = false, link = false, quiet = false;
};

/// Adds the options of the command to `app`; their help texts are in `language`.
void add_options(CLI::App& app, MergeCommand& command, Language language);

/// Merges the outputs. Returns 0, or 3 if the merged output has rejects. Throws Error if the
/// command fails.
[[nodiscard]] int run(const MergeCommand& command, Language language);

}  // namespace codau::app
