// app/completion.h — generates shell completions for `codau` from the command-line options.
#pragma once

#include <string>
#include <string_view>

namespace CLI {
class App;
}

namespace codau::app {

/// Returns a completion script for `shell`: "bash", "zsh" or "fish" (precondition). `app`: the
/// whole command line, with the options of all commands added. The script completes commands,
/// option names, and the words of options declared by accept_one_of() (app/command_line_help.h).
/// Other values complete to file names. Only zsh and fish show descriptions.
[[nodiscard]] std::string generate_completion(const CLI::App& app, std::string_view shell);

}  // namespace codau::app
