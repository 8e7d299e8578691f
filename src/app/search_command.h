// app/search_command.h — `codau search`: finds the printed lines that contain given words.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/language.h"

namespace CLI {
class App;
}

namespace codau::app {

/// The command line as it was given, before it is judged.
struct SearchCommand {
  std::string out, format = "text";
  std::vector<std::string> words;
  std::uint32_t limit = 20;
};

void add_options(CLI::App& app, SearchCommand& command, Language language);

/// Returns 0, also if nothing was found. Throws Error for everything else.
[[nodiscard]] int run(const SearchCommand& command, Language language);

}  // namespace codau::app
