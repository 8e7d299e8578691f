// app/run_command.h — `codau run`: reads documents and writes their text, tables and other outputs.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/language.h"

namespace CLI {
class App;
}

namespace codau::app {

/// The options of `codau run` as the user typed them, not yet checked.
struct RunCommand {
  std::vector<std::string> inputs;  ///< files and folders
  /// Values of the options of the same name; empty if not given. Folders are `out`, `models` and
  /// `lexicon`. A CSV file is `metadata`. Examples of `pages` and `shard`: "1-3,7", "2/4". The only
  /// `group` is "folder". Values of `until`: "ocr", "restore", "document", "exports".
  std::string out, models, lexicon, metadata, pages, until = "exports", shard, group;
  std::vector<std::string> formats;  ///< output formats; empty: the default formats
  std::uint32_t jobs = 0;            ///< 0: the number of processors
  std::uint32_t timeout_page = 120, memory_page = 2048;  ///< limits for one page: seconds; MiB
  std::string redo;  ///< "ocr", "text" or "rows": first stage to repeat; empty: no stage
  /// Each flag is the option of the same name.
  bool rehash = false, prune = false, dry_run = false, allow_secret = false, debug_pages = false,
       quiet = false;
  bool require_sandbox = false;
  std::string log;  ///< file to which events are appended as JSON lines; empty: no log
};

/// Adds the options of the command to `app`; their help texts are in `language`.
void add_options(CLI::App& app, RunCommand& command, Language language);

/// Runs the command. Throws Error if the run cannot finish. Returns one of:
/// 0. The output lists no rejects, or --dry-run was given.
/// 3. The output lists rejects.
/// 4. The output has no document, and this is no shard without inputs.
[[nodiscard]] int run(const RunCommand& command, Language language);

}  // namespace codau::app
