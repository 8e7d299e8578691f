// app/search_command.h — `codau search`: finds the pages that contain all given words, and prints
// the matching lines.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/language.h"

namespace CLI {
class App;
}

namespace codau::app {

/// The options of `codau search` as the user typed them, not yet checked.
struct SearchCommand {
  std::string out, format = "text";  ///< folder of an output; "text" or "jsonl"
  std::vector<std::string> words;
  std::uint32_t limit = 20;  ///< maximum number of printed lines
};

/// Adds the options of the command to `app`; their help texts are in `language`.
void add_options(CLI::App& app, SearchCommand& command, Language language);

/// Prints the matching lines and returns 0, even without a match. Throws Error{kUsage} if `words`
/// has no letter or digit, and Error if the search fails.
[[nodiscard]] int run(const SearchCommand& command, Language language);

}  // namespace codau::app
