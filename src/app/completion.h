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
/// 2. the accepted words, as values of an option or argument with accept_one_of()
///    (app/command_line_help.h);
/// 3. file names, as all other values.
[[nodiscard]] std::string generate_completion(const CLI::App& app, std::string_view shell);

}  // namespace codau::app
