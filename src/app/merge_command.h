// app/merge_command.h — `codau merge`: merges shards or the outputs of offices.
#pragma once

#include <string>
#include <vector>

#include "app/language.h"

namespace CLI {
class App;
}

namespace codau::app {

struct MergeCommand {
  std::vector<std::string> outputs;
  std::string out;
  bool mixed = false, link = false, quiet = false;
};

void add_options(CLI::App& app, MergeCommand& command, Language language);

/// Returns 0, or 3 if the outputs have rejects. Throws Error.
[[nodiscard]] int run(const MergeCommand& command, Language language);

}  // namespace codau::app
