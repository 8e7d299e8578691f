// app/completion.h — generates shell completions for `codau` from the command-line options.
#pragma once

#include <string>
#include <string_view>

namespace CLI {
class App;
}

namespace codau::app {

/// Returns a completion script for `shell`, which must be "bash", "zsh" or "fish". `app`: the
/// command line with all commands and their options. The script completes:
/// 1. Names of commands and options. Only zsh and fish show their descriptions.
/// 2. Values of an option to its words, if accept_one_of() declared the words
///    (app/command_line_help.h).
/// 3. All other values to file names.
[[nodiscard]] std::string generate_completion(const CLI::App& app, std::string_view shell);

}  // namespace codau::app
