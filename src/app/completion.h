// app/completion.h — generates shell completions for `codau` from the command-line options.
#pragma once

#include <string>
#include <string_view>

namespace CLI {
class App;
}

namespace codau::app {

/// Returns a script that makes a shell complete the command line of `codau`. Precondition: `shell`
/// is "bash", "zsh" or "fish". `app`: the command line with all commands and their options. The
/// shell then offers:
/// 1. the names of commands and options; zsh and fish also show their descriptions;
/// 2. for an option or argument that accepts only certain words: these words (accept_one_of() of
///    app/command_line_help.h);
/// 3. for any other option with a value, and any other argument: file names.
[[nodiscard]] std::string generate_completion(const CLI::App& app, std::string_view shell);

}  // namespace codau::app
