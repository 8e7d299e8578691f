// app/completion.h — generates shell completions for `codau` from the command-line options.
#pragma once

#include <string>
#include <string_view>

namespace CLI {
class App;
}

namespace codau::app {

/// Returns a completion script for `shell`, which must be "bash", "zsh" or "fish". The command line
/// `app` must have all commands with their options. The script completes:
/// 1. Names of commands and options. Only zsh and fish show their descriptions.
/// 2. Values of options that accept_one_of() (app/command_line_help.h) declared, to its words.
/// 3. Other values, to file names.
[[nodiscard]] std::string generate_completion(const CLI::App& app, std::string_view shell);

}  // namespace codau::app
