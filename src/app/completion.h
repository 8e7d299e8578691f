// app/completion.h — generates shell completions for `codau` from the command-line options.
#pragma once

#include <string>
#include <string_view>

namespace CLI {
class App;
}

namespace codau::app {

/// Returns a completion script for "bash", "zsh" or "fish". The script lists the commands, their
/// options with descriptions, and the words that an option accepts; other values complete to file
/// names.
[[nodiscard]] std::string generate_completion(const CLI::App& app, std::string_view shell);

}  // namespace codau::app
